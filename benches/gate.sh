#!/usr/bin/env bash
# Holds the speed of this tree against that of the commit before, by ratio and not by time.
#
#   bash benches/gate.sh            # against HEAD where the tree has changes, else the commit before
#   bash benches/gate.sh COMMIT     # against another
#   BEFORE=PROGRAM AFTER=PROGRAM bash benches/gate.sh    # two programs that are built already
#
# Both run the same work, each on its own rules: check of the sample, everything of the sample, a handbook
# of a hundred pages. Where valgrind is there, instructions are counted, one run of each on one thread:
# the count hardly moves whatever else the machine does. Where it is not, processor time is measured,
# in turn, RUNS times (9 where nothing is said), and the median of the pairs counts. More than LIMIT
# (1.10) times what it was fails. Everything is made below target/gate.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD work=$PWD/target/gate limit=${LIMIT:-1.10} runs=${RUNS:-9}
mkdir -p "$work"

if [ -z "${BEFORE:-}" ]; then
  against=${1:-$(git diff --quiet HEAD -- && echo HEAD~1 || echo HEAD)}
  git worktree prune
  [ -e "$work/tree" ] && git worktree remove --force "$work/tree"
  git worktree add --quiet --detach "$work/tree" "$against"
  # In one folder, so that the crates we use are compiled once; the commit before first, since both
  # programs get one name.
  (cd "$work/tree" && cargo build --release --locked --quiet --target-dir "$root/target")
  BEFORE=$work/before
  cp target/release/lianfang "$BEFORE"
  git worktree remove --force "$work/tree"
  cargo build --release --locked --quiet
  cp target/release/lianfang "$work/after"
  AFTER=$work/after
  echo "this tree against $(git log -1 --format='%h %s' "$against")"
fi

rm -rf "$work/town"
python3 benches/big_town.py rules "$work/town" 3
python3 benches/gate.py "$BEFORE" "${AFTER:-target/release/lianfang}" "$work" "$limit" "$runs"

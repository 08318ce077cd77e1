#!/usr/bin/env bash
# Runs every test. Installs by apt what the tests need beyond the Rust toolchain, where it may;
# else names the checks it leaves out. CI runs this same file.
set -euo pipefail
cd "$(dirname "$0")/.."

# program or file:packages, and what is left out without it
needs=(
  "pdftotext:poppler-utils:text, fonts and structure of the PDFs"
  "mutool:mupdf-tools:lines, edges and page grid of the PDFs"
  "qpdf:qpdf:syntax of the PDFs"
  "chromium:chromium:the pages in a real browser"
  "node:nodejs:what drives the browser"
  "npm:npm:the pinned packages that drive the browser"
  "python3:python3 python3-venv:tags of the PDFs by two checkers"
  "java:default-jre-headless:PDF/A and HTML by their validators"
  "/usr/share/java/preflight.jar:libpdfbox2-java libcommons-io-java libjaxb-api-java libactivation-java:PDF/A by a validator"
)
have() { command -v "$1" >/dev/null || [ -e "$1" ]; }
missing=()
for need in "${needs[@]}"; do
  IFS=: read -r program packages _ <<<"$need"
  # shellcheck disable=SC2206 # several packages are several words
  have "$program" || missing+=($packages)
done
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || true
fi
# What could not be had is named, and only that may be left out: the rest stays required.
export LIANFANG_TOOLS=required LIANFANG_WITHOUT="" LIANFANG_TESTS=all
without() {
  echo "left out, for want of $1: $2"
  LIANFANG_WITHOUT+="$1,"
}
for need in "${needs[@]}"; do
  IFS=: read -r program _ what <<<"$need"
  have "$program" || without "$program" "$what"
done

# Exactly the versions of package-lock.json: puppeteer-core, axe-core and the Nu checker of HTML,
# no browser of its own;
# the TOML engine of an editor; the validator of office files, which `npm ci` refuses to install:
# the programs of other machines that it may have instead of ours are not in the lock.
for of in "ci:browser:the pages in a real browser" \
  "ci:editor:the schema in the engine of an editor" \
  "install --no-save:office:Word documents and workbooks by the validator of the Open XML SDK"; do
  IFS=: read -r how folder what <<<"$of"
  packages="npm $how --prefix tests/$folder"
  if ! have npm || ! $packages --no-audit --no-fund --silent; then
    without "$packages" "$what"
  fi
done

# Exactly the versions of requirements.txt.
readers=target/tools/readers
if ! cmp -s tests/readers/requirements.txt "$readers/made-from" &&
  ! { python3 -m venv --clear "$readers" &&
    "$readers/bin/pip" install --quiet --disable-pip-version-check -r tests/readers/requirements.txt &&
    cp tests/readers/requirements.txt "$readers/made-from"; }; then
  for program in outloud pdfua; do
    without "$PWD/$readers/bin/$program" "tags of the PDFs by two checkers"
  done
fi

# Licences, sources and duplicates of the crates; advisories where their list can be had.
deny=$(command -v cargo-deny || true)
if [ -z "$deny" ] && cargo install --quiet --debug --locked --root target/tools cargo-deny@0.20.2; then
  deny=target/tools/bin/cargo-deny
fi
if [ -n "$deny" ]; then
  "$deny" check licenses bans sources
  "$deny" check advisories || echo "left out, for want of the list: advisories on crates"
else
  without cargo-deny "licences, sources and duplicates of the crates"
fi

cargo fmt --check
# The rules are modules that a macro declares; cargo fmt does not find those.
rustfmt --check --edition 2021 src/check/rules/*.rs
cargo clippy --locked --all-targets -- -D warnings
# Our own code as it is compiled soonest: what the larger tests would gain from optimising it is
# less than the ten minutes of processor time that compiling it so takes. Nothing is compiled twice
# here that could be kept from before.
export CARGO_INCREMENTAL=0
# All programs, also after one that fails: all faults in one run.
cargo test --locked --no-fail-fast

#!/usr/bin/env bash
# Whole runs beside other programs, in turn on one machine; prints tables in Markdown.
#
#   bash benches/peers.sh                     # everything, about half an hour
#   bash benches/peers.sh typst entities      # some of it: typst, chromium, weasyprint, entities
#
# Needs python3 (3.11 or later) with venv, chromium, and a network once for the pinned packages;
# everything is made below target/peers. RUNS counted runs of each (5 where nothing is said), SLOW of
# those that take minutes (3).
set -euo pipefail
cd "$(dirname "$0")/.."
work=target/peers
runs=${RUNS:-5} slow=${SLOW:-3}
copies=70      # of the sample's regulations: some 2,600 pages
few=${FEW:-8}  # beside what would take minutes a run for that: some 400 pages
wanted=" ${*:-typst chromium weasyprint entities} "

mkdir -p "$work"
venv=$work/venv
if ! cmp -s benches/peers/requirements.txt "$venv/made-from"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r benches/peers/requirements.txt
  cp benches/peers/requirements.txt "$venv/made-from"
fi
export PATH="$PWD/$venv/bin:$PATH" FONTCONFIG_FILE="$PWD/benches/peers/fonts.conf"
ours=${OURS:-target/release/lianfang}
[ -n "${OURS:-}" ] || cargo build --release --locked --quiet

# The sample with copies of its regulations, and its handbook as HTML.
town() {
  rm -rf "$work/town-$1" "$work/html-$1"
  python3 benches/big_town.py rules "$work/town-$1" "$1"
  "$ours" generate --rules "$work/town-$1" --only handbook --format html --output "$work/html-$1" >/dev/null 2>&1
}
# `Pages: 12` of a PDF, for what is printed below a table.
pages() { "$venv/bin/python" -c 'import pypdf, sys; print(len(pypdf.PdfReader(sys.argv[1]).pages))' "$1"; }
handbook() { echo "out $work/$2/handbook.pdf clean $work/$2 $ours generate --rules $work/town-$1 --only handbook --format pdf --output $work/$2"; }

echo "$(date +%F), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), commit $(git rev-parse --short HEAD)"
echo "$("$venv/bin/pip" list --format freeze 2>/dev/null | grep -iE '^(typst|weasyprint|strictdoc|sphinx|sphinx-needs)==' | tr '\n' ' ')$(chromium --version 2>/dev/null)"

if [[ $wanted == *" typst "* ]]; then
  town $copies
  printf '\n### A long handbook, beside typst\n\n'
  python3 benches/peers/run.py "$runs" ours "ours=$(handbook $copies pdf-typst)" \
    "typst=out $work/typst.pdf python benches/to_typst.py $work/html-$copies/handbook.html templates/fonts $work/typst.pdf"
  printf '\nPages: ours %s, typst %s.\n' "$(pages $work/pdf-typst/handbook.pdf)" "$(pages $work/typst.pdf)"
fi

if [[ $wanted == *" chromium "* ]]; then
  town $copies
  html=$PWD/$work/html-$copies/handbook.html
  printf '\n### The same handbook from its HTML, beside Chromium\n\n'
  python3 benches/peers/run.py "$slow" ours "ours=$(handbook $copies pdf-chromium)" \
    "Chromium=out $work/chromium.pdf clean $work/profile chromium --headless --no-sandbox --disable-gpu --user-data-dir=$work/profile --no-pdf-header-footer --print-to-pdf=$work/chromium.pdf file://$html"
  printf '\nPages: ours %s, Chromium %s.\n' "$(pages $work/pdf-chromium/handbook.pdf)" "$(pages $work/chromium.pdf)"
fi

if [[ $wanted == *" weasyprint "* ]]; then
  town "$few"
  printf '\n### A shorter handbook from its HTML, beside WeasyPrint\n\n'
  python3 benches/peers/run.py "$slow" ours "ours=$(handbook "$few" pdf-weasyprint)" \
    "WeasyPrint=out $work/weasyprint.pdf weasyprint -q $work/html-$few/handbook.html $work/weasyprint.pdf"
  printf '\nPages: ours %s, WeasyPrint %s.\n' "$(pages $work/pdf-weasyprint/handbook.pdf)" "$(pages $work/weasyprint.pdf)"
fi

if [[ $wanted == *" entities "* ]]; then
  rm -rf "$work/unit" "$work/entities"
  python3 benches/large_unit.py "$work/unit" --risks 600 --departments 12 --articles 60
  printf '\n### %s, cold, beside StrictDoc and Sphinx-Needs\n\n' \
    "$(python benches/peers/entities.py "$work/unit" "$work/entities")"
  python3 benches/peers/run.py "$slow" ours \
    "ours=out $work/all clean $work/all $ours generate --rules $work/unit --output $work/all" \
    "ours, HTML alone=out $work/html clean $work/html $ours generate --rules $work/unit --format html --output $work/html" \
    "StrictDoc=out $work/strictdoc/html clean $work/strictdoc strictdoc export --output-dir $work/strictdoc $work/entities/strictdoc" \
    "Sphinx-Needs=out $work/sphinx clean $work/sphinx sphinx-build -q -j auto -b html $work/entities/sphinx $work/sphinx"
  printf '\nFiles of ours: %s HTML, %s PDF.\n' "$(find "$work/all" -name '*.html' | wc -l)" "$(find "$work/all" -name '*.pdf' | wc -l)"
fi

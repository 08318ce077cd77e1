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
  "java:default-jre-headless:PDF/A by a validator"
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
export LIANFANG_TOOLS=required
for need in "${needs[@]}"; do
  IFS=: read -r program _ what <<<"$need"
  if ! have "$program"; then
    echo "left out, for want of $program: $what"
    export LIANFANG_TOOLS=optional
  fi
done

# Exactly the versions of package-lock.json: puppeteer-core and axe-core, no browser of its own.
if command -v npm >/dev/null && ! npm ci --prefix tests/browser --no-audit --no-fund --silent; then
  echo "left out, for want of the packages of tests/browser: the pages in a real browser"
  export LIANFANG_TOOLS=optional
fi

cargo fmt --check
# The rules are modules that a macro declares; cargo fmt does not find those.
rustfmt --check --edition 2021 src/check/rules/*.rs
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked

#!/usr/bin/env bash
# Copies the front-end files of the npm packages into the web project: Bootstrap and the web fonts to wwwroot/lib,
# the fonts for PDF to Assets/fonts. Both places are git-ignored. npm runs only when the lock file has changed.
# Called by the web project's build (target CopyFrontEndAssets), so that `dotnet build` alone is enough.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly web=src/DayForThePoor.Web
readonly styles=$web/wwwroot/lib/bootstrap
readonly web_fonts=$web/wwwroot/lib/be-vietnam-pro
readonly pdf_fonts=$web/Assets/fonts
readonly stamp=node_modules/.copied

inputs_hash() { cat package-lock.json ops/lib/assets.sh | sha256sum | cut -c1-64; }

install_packages() {
  command -v npm >/dev/null || { echo "assets: npm is missing (Debian: apt install nodejs npm)" >&2; return 1; }
  echo "assets: installing npm packages" >&2
  npm ci --no-progress --loglevel=error >&2
}

copy_styles() {
  local from=node_modules/bootstrap
  mkdir -p "$styles"
  cp "$from/dist/css/bootstrap.min.css" "$from/dist/js/bootstrap.bundle.min.js" "$styles/"
  cp "$from/LICENSE" "$styles/LICENSE.txt"
}

# One style sheet with the @font-face rules of the weights in use; the unicode ranges in it let a browser fetch only
# the subsets that a page needs. The old .woff form is left out.
copy_web_fonts() {
  local from=node_modules/@fontsource/be-vietnam-pro weight subset
  mkdir -p "$web_fonts"
  cp "$from/LICENSE" "$web_fonts/LICENSE.txt"
  for weight in 400 500 600 700; do
    for subset in latin latin-ext vietnamese; do
      cp "$from/files/be-vietnam-pro-$subset-$weight-normal.woff2" "$web_fonts/"
    done
    sed -e "s#, url([^)]*\.woff) format('woff')##" -e 's#url(\./files/#url(#' "$from/$weight.css"
    echo
  done >"$web_fonts/be-vietnam-pro.css"
}

copy_pdf_fonts() {
  local from=node_modules/@expo-google-fonts/be-vietnam-pro
  mkdir -p "$pdf_fonts"
  cp "$from/LICENSE_FONT" "$pdf_fonts/LICENSE.txt"
  cp "$from/400Regular/BeVietnamPro_400Regular.ttf" "$pdf_fonts/BeVietnamPro-Regular.ttf"
  cp "$from/700Bold/BeVietnamPro_700Bold.ttf" "$pdf_fonts/BeVietnamPro-Bold.ttf"
  cp "$from/400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf" "$pdf_fonts/BeVietnamPro-Italic.ttf"
}

wanted=$(inputs_hash)
if [[ -f $stamp && $(<"$stamp") == "$wanted" && -d $styles && -d $web_fonts && -d $pdf_fonts ]]; then exit 0; fi
install_packages
copy_styles
copy_web_fonts
copy_pdf_fonts
echo "$wanted" >"$stamp"

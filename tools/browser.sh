#!/bin/sh
# Make sure of a browser for the tests: browser.sh PYTHON
#
# An installed Chromium or Chrome is used as it is; root gets Debian's package; anybody else the
# download of the test runner (which the given Python carries).
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium for the browser tests (once)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
    exit 0
fi
echo "Fetching the test runner's own Chromium (once; about 150 MB)"
if ! "$1" -m playwright install chromium; then
    echo "The tests need Chromium. Type this, then try again:" >&2
    echo "    sudo apt-get install chromium" >&2
    exit 1
fi

#!/bin/sh
# Make sure of Java 17 or newer, which Spark needs.
set -eu

major() { java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1; }

if command -v java >/dev/null 2>&1; then
    found=$(major)
    if [ "${found:-0}" -ge 17 ]; then
        exit 0
    fi
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's default-jre-headless for the Spark tests (once)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        default-jre-headless
    exit 0
fi
echo "The Spark tests need Java 17 or newer. Type this, then try again:" >&2
echo "    sudo apt-get install default-jre-headless" >&2
exit 1

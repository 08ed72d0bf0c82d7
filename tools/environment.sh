#!/bin/sh
# Make a virtual environment with a working pip: environment.sh FOLDER
#
# On a bare Debian `python3 -m venv` fails for want of ensurepip and leaves a folder without pip.
# Such a folder is removed; root gets Debian's python3-venv, anybody else the one command to type.
set -eu

folder=$1
python=${PYTHON:-python3}

if ! command -v "$python" >/dev/null 2>&1; then
    echo "No program '$python' was found. grondstof needs Python 3.11 or newer." >&2
    echo "Install it, or name another one: make run PYTHON=python3.13" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "'$python' is $("$python" --version 2>&1). grondstof needs Python 3.11 or newer." >&2
    echo "Name a newer one: make run PYTHON=python3.13" >&2
    exit 1
fi

works() { "$folder/bin/python" -m pip --version >/dev/null 2>&1; }

if works; then
    exit 0
fi
echo "Making the environment $folder with $("$python" --version)"
if [ -d "$folder" ]; then
    rm -rf "$folder"
fi
if "$python" -m venv "$folder" >/dev/null 2>&1 && works; then
    exit 0
fi
rm -rf "$folder"

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Python cannot make environments yet: installing Debian's python3-venv"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
    if "$python" -m venv "$folder" && works; then
        exit 0
    fi
    rm -rf "$folder"
    echo "'$python' still cannot make an environment after installing python3-venv." >&2
    echo "Use Debian's own Python: make run PYTHON=/usr/bin/python3" >&2
    exit 1
fi
echo "Python cannot make environments on this machine. Type this, then try again:" >&2
echo "    sudo apt-get install python3-venv" >&2
exit 1

#!/bin/sh
# Installs the Debian packages that the tests use, where this is Debian and we are root; elsewhere says what is missing.
set -eu
missing=
for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update --quiet=2
    # shellcheck disable=SC2086 # one word a package
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --no-install-recommends --yes $missing
else
    echo "Tests that need these packages will be skipped:$missing" >&2
fi

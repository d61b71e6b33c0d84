#!/bin/sh
# Serves the site, asks itself for the page and the script that it names, and prints what its container gives it.
set -e
nginx
trap 'nginx -s quit 2>/dev/null' EXIT
curl --silent --show-error --fail --retry 5 --retry-connrefused --dump-header - "http://localhost:$PORT/" | sed '/^Date:/d; /^Last-Modified:/d; /^ETag:/d' | tee /tmp/page
script=$(sed -n 's/.*src="\([^"]*\)".*/\1/p' /tmp/page)
curl --silent --show-error --fail "http://localhost:$PORT$script"
echo "user $(id -un), folder $PWD"

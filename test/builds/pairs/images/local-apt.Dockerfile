# Debian whose only package repository is a folder of the image, with small packages that have the names of real ones: apt-get works as
# on any Debian image, but needs no network and no time.
FROM debian:bookworm-slim
RUN set -e; mkdir -p /srv/packages /tmp/p/DEBIAN /tmp/p/usr/bin; cd /srv/packages; \
    for name in ca-certificates curl git jq make wget zip; do \
      rm -f /tmp/p/usr/bin/*; \
      printf '#!/bin/sh\necho %s "$@"\n' "$name" >"/tmp/p/usr/bin/$name"; chmod 755 "/tmp/p/usr/bin/$name"; \
      printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: stand-in\n' "$name" >/tmp/p/DEBIAN/control; \
      if [ "$name" = curl ]; then echo 'Recommends: ca-certificates' >>/tmp/p/DEBIAN/control; fi; \
      dpkg-deb --root-owner-group --build /tmp/p "$name.deb" >/dev/null; \
      dpkg-deb --field "$name.deb" >>Packages; \
      printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' "$name" "$(stat -c %s "$name.deb")" "$(sha256sum "$name.deb" | cut -d' ' -f1)" >>Packages; \
    done; \
    rm -rf /tmp/p /etc/apt/sources.list.d/*; \
    echo 'deb [trusted=yes] file:/srv/packages ./' >/etc/apt/sources.list

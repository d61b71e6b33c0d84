// Dockerfiles of a given size for measurements: realistic text, extended with more of the same; the same in each run.

const block = (i) => `
# Service ${i}: what the image of one service usually holds
FROM debian:bookworm-slim AS service${i}
ARG VERSION_${i}=1.${i}
ENV APP_HOME=/srv/app${i} \\
    LANG=C.UTF-8
WORKDIR $APP_HOME
RUN apt-get update \\
    && apt-get install -y --no-install-recommends \\
        ca-certificates \\
        curl \\
        # for the health check
        netcat-openbsd \\
    && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN if [ "$VERSION_${i}" = "1.0" ]; then \\
      echo "first of all" > /etc/motd; \\
    else \\
      for part in a b c; do echo "part $part of \${VERSION_${i}:-none}"; done; \\
    fi
ADD config/service${i}.conf /etc/service${i}/
COPY --chown=1000:1000 src ./src
RUN cd src && ./configure --prefix=/usr && make -j"$(nproc)" && make install
RUN mkdir -p /var/log/service${i}
RUN chown -R 1000:1000 /var/log/service${i}
EXPOSE ${8000 + (i % 1000)}
USER 1000
HEALTHCHECK --interval=30s --timeout=3s CMD nc -z localhost ${8000 + (i % 1000)} || exit 1
CMD ["./bin/service", "--config", "/etc/service${i}/service${i}.conf"]
`;

/** A Dockerfile of about this many bytes. */
export function dockerfileOf(bytes) {
  let text = '# syntax=docker/dockerfile:1\n';
  for (let i = 0; text.length < bytes; i++) text += block(i);
  if (text.length <= bytes + 200) return text;
  return `${text.slice(0, text.lastIndexOf('\n', bytes))}\n`;
}

/** The position of the edits: after the name of a package of its middle service, inside a continued RUN. */
export function editPosition(text) {
  return positionAt(text, editOffset(text));
}

/** The same place as an offset. */
export function editOffset(text) {
  const middle = text.indexOf('ca-certificates', Math.floor(text.length / 2) - 800);
  return (middle < 0 ? text.indexOf('ca-certificates') : middle) + 'ca-certificates'.length;
}

/** The positions of the requests: a package, a variable, an image, a path, a flag and a stage near its middle. */
export function requestPositions(text) {
  const middle = Math.max(0, text.indexOf('\n# Service', Math.floor(text.length / 2) - 1000));
  return ['curl', 'APP_HOME\n', 'debian:', 'package-lock', 'interval', 'service', 'cd src'].map((word) => {
    const found = text.indexOf(word, middle);
    return positionAt(text, (found < 0 ? text.indexOf(word) : found) + 2);
  });
}

function positionAt(text, at) {
  const before = text.slice(0, at).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
}

import fc from 'fast-check';

/** Parts of Dockerfiles, and text that breaks parsers. */
const pieces = [
  'FROM', 'RUN', 'COPY', 'ADD', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'LABEL', 'HEALTHCHECK', 'ONBUILD', 'SHELL', 'run', 'FORM',
  ' ', '  ', '\t', '\n', '\n', '\n', '\r\n', '\\\n', '\\ \n', '\\\r\n', '`\n', '\\\\\n', '\u00a0', '\ufeff',
  '#', '# comment\n', '# escape=`\n', '# syntax=docker/dockerfile:1\n', '# check=skip=all\n',
  '--from=a', '--mount=type=cache,target=/x', '--mount=type=cache,\\\ntarget=/x', '--', '--chown="a b"', '--link',
  '<<EOF', '<<-EOF', '<<"E F"', '3<<X', 'EOF\n', '\tEOF\n', '<<<', '<<',
  '["a", "b c"]', '[', ']', '["', '",', '[ ]', "['a']", '"', "'", '\\"', '`',
  '$A', '${A}', '${A:-b}', '${A:-${B}}', '${', '$', '$(', ')', '${A#p}', 'A=1', 'A', '=', 'A="b c"', "B='c d'",
  '&&', '||', ';', '|', '&', '(', '{', '}', 'if', 'then', 'fi', 'cd /x', 'apt-get install -y curl', 'é', '层', '😀', '\u0000',
  'alpine:3.20', 'a:1@sha256:abc', 'AS x', 'NONE', 'CMD', '/x', '.', './',
]; // prettier-ignore

/** Text like a Dockerfile that somebody is writing. */
export const dockerfileText: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) }), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

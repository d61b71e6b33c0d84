import { expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';
import { isTemplate } from '../../../server/src/syntax/template.ts';

it.each([
  ['{{ if env.variant == "alpine" then ( -}}\nFROM alpine:3\n{{ ) end -}}\n'],
  ['FROM {{ .python.from }}\nRUN true\n'],
  ['from debian:{{ suite }}-slim as build\n'],
  ['{% if slim %}\nFROM debian:12-slim\n{% else %}\nFROM debian:12\n{% endif %}\n'],
  ['{# Jinja #}\nFROM debian:12\n'],
  ['<% if slim %>\nFROM debian:12\n<% end %>\n'],
  ['FROM ubuntu:%%SUITE%%\nRUN true\n'],
  ['FROM __REGISTRY__/app:__VERSION__\n'],
  ['FROM @BASE_IMAGE@\n'],
  ['ARG VARIANT=${templateOption:imageVariant}\nFROM debian:${VARIANT}\n'],
  ['FROM debian:12\nEXPOSE {{ port }}\n'],
  ['FROM debian:12\nRUN x={{ARGS["x"]}} \\\n  && {{InsertTemplate("download", [\n  "files": [a]])}}\n'],
  ['FROM debian:12\nCOPY --from=composer:{{ .version }} /usr/bin/composer /usr/bin/\n'],
  ['FROM debian:12\nCOPY {{cookiecutter.name}} /app\n'],
])('recognizes a template: %j', (text) => {
  expect(isTemplate(parse(text))).toBe(true);
});

it.each([
  ['FROM debian:12\nRUN docker inspect --format "{{ .Id }}" x\n'],
  ['FROM debian:12\nHEALTHCHECK CMD curl {{ x }}\nLABEL format="{{json .}}"\n'],
  ['FROM debian:12\nENV FORMAT="{{.Names}}"\n'],
  ['FROM debian:12\nCOPY <<EOF /etc/app.conf\n{{ range services }}\nFROM {{ x }}\n{{ end }}\nEOF\n'],
  ['# {{ generated }}\nFROM debian:12\nFORM x\n'],
  ['FROM debian:12\nRUN sed "s/%%VERSION%%/1/" x\nCOPY a__B__c /x\n'],
  ['FROM debian@sha256:0123456789012345678901234567890123456789012345678901234567890123\nENV A=@B@\n'],
  ['FROM debian:${VERSION:-12}\n}\n'],
  ['FROM debian:12\nRUN cat << EOF > /a.json\n{"a": {\n"b": {}}}\nEOF\n'],
])('does not take a Dockerfile for a template: %j', (text) => {
  expect(isTemplate(parse(text))).toBe(false);
});

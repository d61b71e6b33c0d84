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
  ['include(begin.m4)\nFROM OS_NAME:OS_VERSION AS build\nBUILD_ALL()dnl\n'],
  ['dnl a comment\nFROM debian:12\n'],
  ['FROM debian:12\nINSTALL_ALL(runtime,build)dnl\n'],
  ["define(`A', `b')\nFROM A\n"],
  ['m4_include(x.m4)\nFROM debian:12\n'],
  ['ifelse(A, b, c)\nFROM debian:12\n'],
  ['FROM debian:12\nEXPOSE {tcp_port}\n'],
  ['FROM {image} AS build\n'],
  ['FROM BASEIMAGE\nCROSS_BUILD_COPY qemu-ARCH-static /usr/bin/\n'],
  ['FROM BASE_IMAGE AS build\n'],
  ['FROM debian:12\n__DOCKERFILE_PREINSTALL__\nRUN true\n'],
  ['FROM __ENV_[BASE]__\n'],
  ['FROM TO_BE_REPLACED\n'],
  ['FROM REPLACE-ME\nRUN true\n'],
  ['FROM ${REGISTRY}/${BASE}:${OSREL}\nRUN ${YUM} -y install haproxy\n'],
  ['from --platform=linux/amd64 $IMAGE:$TAG as build\n'],
  ['ARG OTHER\nFROM ${IMAGE}@${DIGEST}\n'],
  ['# The list of required arguments\n# ARG ubuntuImage\n\n# Tag ${versionTag}-linux\n## ${header}\nFROM ${ubuntuImage}\n'],
  ['# @AddToolToDoc [${jdkName}](${jdk})\nFROM ${base} AS builder\nARG x\nFROM ${other}\n'],
  ['# made for ${distribution}\nFROM debian:${suite}\n'],
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
  ['FROM debian:12\nRUN awk "include(x)" REPLACE_ME\n'],
  ['FROM UBUNTU\nenv(x) y\n'],
  ['FROM debian:12\nENV BASEIMAGE=x\nRUN echo __A__\n'],
  ['FROM BASEIMAGE:12\n'],
  ['FROM debian:12\nEXPOSE ${PORT}\nRUN awk {print} {a}\nENV A={b} C {d}\n'],
  ['FROM $BASE_IMAGE\nRUN true\n'],
  ['FROM node:${VERSION}-alpine${ALPINE}\n'],
  ['ARG TAG=1\n# for ${TAG}\nFROM node:$TAG\n'],
  ['ARG REGISTRY\nFROM ${REGISTRY}/${BASE}:${TAG}\n'],
  ['# RUN curl ${URL}\n#    && tar -xf ${FILE}\nFROM node:${VERSION}\n'],
  ['# made for ${distribution}\nFROM debian:12\nFROM node:${VERSION}\n'],
  ['FROM ${A:-debian}:${B:-12}\n'],
  ['FROM debian:12 # REPLACED\nARG REPLACE_ME=1\n'],
])('does not take a Dockerfile for a template: %j', (text) => {
  expect(isTemplate(parse(text))).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { dedent, markedModel, modelOf } from '../../support/model.ts';

/** The expanded value of a word in the marked instruction. */
function valueAt(dockerfile: string, word: string): string | undefined {
  const { model, at } = markedModel(dedent(dockerfile));
  return model.scopeAt(at).expand(word);
}

// https://docs.docker.com/reference/dockerfile/#arg, #env, #environment-replacement
describe('the value of a word at an instruction', () => {
  it.each([
    [
      'an ARG counts from its own line on, with its default',
      `
      FROM alpine
      USER \${username:-some_user}¦
      ARG username=what_user
      `,
      '${username:-some_user}',
      'some_user',
    ],
    [
      'and behind it',
      `
      FROM alpine
      ARG username=what_user
      USER $username¦
      `,
      '$username',
      'what_user',
    ],
    [
      'an ARG without a default is not known before the build',
      `
      FROM alpine
      ARG username
      USER $username¦
      `,
      '$username',
      undefined,
    ],
    [
      'but its ${:-default} is what a plain build takes',
      `
      FROM alpine
      ARG CONT_IMG_VER
      ENV CONT_IMG_VER=\${CONT_IMG_VER:-v1.0.0}
      RUN echo $CONT_IMG_VER¦
      `,
      '$CONT_IMG_VER',
      'v1.0.0',
    ],
    [
      'ENV overrides the ARG before it',
      `
      FROM ubuntu
      ARG CONT_IMG_VER=v2
      ENV CONT_IMG_VER=v1.0.0
      RUN echo $CONT_IMG_VER¦
      `,
      '$CONT_IMG_VER',
      'v1.0.0',
    ],
    [
      'an ARG with a value overrides the ENV before it (BuildKit keeps both in one environment)',
      `
      FROM ubuntu
      ENV VERSION=env
      ARG VERSION=arg
      RUN echo $VERSION¦
      `,
      '$VERSION',
      'arg',
    ],
    [
      'an ARG without a value does not',
      `
      FROM ubuntu
      ENV VERSION=env
      ARG VERSION
      RUN echo $VERSION¦
      `,
      '$VERSION',
      'env',
    ],
    [
      'all of an ENV is read before any of it counts',
      `
      FROM alpine
      ENV abc=hello
      ENV abc=bye def=$abc
      ENV ghi=$abc
      RUN echo¦
      `,
      '$abc $def $ghi',
      'bye hello bye',
    ],
    [
      'of an ARG each one sees those before it',
      `
      FROM alpine
      ARG a=1 b=$a-2 c=$b-3
      RUN echo¦
      `,
      '$c',
      '1-2-3',
    ],
    [
      'an ENV does not see itself',
      `
      FROM alpine
      ENV P=$P:/x
      RUN echo¦
      `,
      '$P',
      ':/x',
    ],
    [
      'the old form of ENV takes the rest of the line, quotes taken off',
      `
      FROM alpine
      ENV WHO a b "c  d"
      RUN echo¦
      `,
      '$WHO',
      'a b c  d',
    ],
    [
      'quotes and escaped blanks of a value are taken off',
      `
      FROM alpine
      ENV A="x y" B=x\\ y C='$A'
      RUN echo¦
      `,
      '$A|$B|$C',
      'x y|x y|$A',
    ],
    [
      'the name of an ENV may come from a variable',
      `
      FROM alpine
      ARG NAME=KEY
      ENV $NAME=1
      RUN echo¦
      `,
      '$KEY',
      '1',
    ],
    [
      'a global ARG is not seen in a stage',
      `
      ARG VERSION=1
      FROM alpine
      RUN echo $VERSION¦
      `,
      'v$VERSION',
      'v',
    ],
    [
      'unless the stage redeclares it',
      `
      ARG VERSION=1
      FROM alpine
      ARG VERSION
      RUN echo $VERSION¦
      `,
      'v$VERSION',
      'v1',
    ],
    [
      'a default of its own goes before the global one',
      `
      ARG VERSION=1
      FROM alpine
      ARG VERSION=2
      RUN echo $VERSION¦
      `,
      'v$VERSION',
      'v2',
    ],
    [
      'the redeclaration takes the last global value, made of the ones before',
      `
      ARG A=1
      ARG B=$A-x A=2
      FROM alpine
      ARG B A
      RUN echo¦
      `,
      '$A $B',
      '2 1-x',
    ],
    [
      'BuildKit test testMultiArgs',
      `
      ARG a1="foo bar" a2=box
      ARG a3="$a2-foo"
      FROM busy$a2 AS build
      ARG a3 a4="123 456" a1
      RUN echo -n "$a1:$a3:$a4" > /out¦
      `,
      '$a1:$a3:$a4',
      'foo bar:box-foo:123 456',
    ],
    [
      'BuildKit test testQuotedMetaArgs',
      `
      ARG a1="box"
      ARG a2="$a1-foo"
      FROM busy$a1 AS build
      ARG a2
      ARG a3="bar-$a2"
      RUN echo -n $a3 > /out¦
      `,
      '$a3',
      'bar-box-foo',
    ],
    [
      'platform ARGs are not known before the build, and not empty',
      `
      FROM alpine
      ARG TARGETARCH
      RUN echo¦
      `,
      '${TARGETARCH:-none}',
      undefined,
    ],
    [
      'a default for a platform ARG takes its place',
      `
      FROM alpine
      ARG TARGETARCH=amd64
      RUN echo¦
      `,
      '$TARGETARCH',
      'amd64',
    ],
    [
      'a stage inherits ARG and ENV of the stage it builds on',
      `
      FROM alpine AS base
      ARG A=1
      ENV B=2
      FROM base
      RUN echo¦
      `,
      '$A $B',
      '1 2',
    ],
    [
      'over any number of stages, the nearest first',
      `
      FROM alpine AS one
      ENV A=1 B=1 C=1
      FROM one AS two
      ENV B=2 C=2
      FROM two AS three
      ENV C=3
      FROM three
      RUN echo¦
      `,
      '$A $B $C',
      '1 2 3',
    ],
    [
      'and nothing of any other stage',
      `
      FROM alpine AS other
      ENV A=1
      FROM alpine
      RUN echo¦
      `,
      'x$A',
      'x',
    ],
    [
      'what the ONBUILD of the parent sets is there from the first line on',
      `
      FROM alpine AS base
      ONBUILD ENV A=1
      FROM base
      RUN echo¦
      `,
      '$A',
      '1',
    ],
    [
      'but not in the parent itself',
      `
      FROM alpine AS base
      ONBUILD ENV A=1
      RUN echo¦
      `,
      'x$A',
      'x',
    ],
    [
      'a name that nothing sets is empty where the base image is known to set none',
      `
      FROM debian:bookworm
      WORKDIR /a¦
      `,
      '/path/$DIRNAME',
      '/path/',
    ],
    [
      'and not known where the base image may set it',
      `
      FROM node:22
      WORKDIR /a¦
      `,
      '/path/$NODE_VERSION',
      undefined,
    ],
    [
      'PATH is there, its value is the base image’s',
      `
      FROM debian
      ENV PATH=/opt/bin:$PATH
      RUN echo¦
      `,
      '$PATH',
      undefined,
    ],
    [
      'on scratch it is Docker’s own',
      `
      FROM scratch
      ENV PATH=/opt/bin:$PATH
      COPY a /¦
      `,
      '$PATH',
      '/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ],
    [
      'HOME is set in a RUN',
      `
      FROM alpine
      RUN echo¦
      `,
      'x$HOME',
      undefined,
    ],
    [
      'but not for BuildKit',
      `
      FROM alpine
      COPY a $HOME/a¦
      `,
      'x$HOME',
      'x',
    ],
    [
      'FROM sees all global ARGs and no ENV',
      `
      ARG BASE=alpine
      FROM alpine
      ENV TAG=1
      FROM $BASE:$TAG¦
      `,
      '$BASE:$TAG',
      'alpine:',
    ],
    [
      'the escape character of the file counts',
      `
      # escape=\`
      FROM mcr.microsoft.com/windows/servercore:ltsc2022
      ENV DIR=C:\\app
      WORKDIR $DIR¦
      `,
      '$DIR\\bin',
      'C:\\app\\bin',
    ],
  ])('%s', (_, dockerfile, word, expected) => expect(valueAt(dockerfile, word)).toBe(expected));

  it('values that grow with each line are limited', () => {
    const lines = Array.from({ length: 60 }, () => 'ENV A=$A$A');
    expect(valueAt(['FROM alpine', 'ENV A=x', ...lines, 'RUN echo¦'].join('\n'), '$A')).toBeUndefined();
  });
});

describe('the variables of a scope', () => {
  it('has each variable once, innermost first', () => {
    const { model, at } = markedModel('ARG V=1\nFROM alpine AS base\nENV A=1 B=1\nFROM base\nARG V\nENV B=2\nCOPY a b¦\n');
    const all = model.scopeAt(at).all();
    expect(all.map(({ name, value }) => `${name}=${value}`)).toEqual(['B=2', 'V=1', 'A=1', 'PATH=undefined']);
  });

  it('has the origin of each value', () => {
    const { model, at } = markedModel('ARG G=1\nFROM node:22\nARG G\nARG A=1\nARG TARGETOS\nENV E=1\nRUN x¦\n');
    const origin = (name: string): unknown => {
      const found = model.scopeAt(at).lookup(name);
      return found && [found.origin, found.inContainer, found.pair?.name, found.source?.origin];
    };
    expect(origin('G')).toEqual(['global-arg', false, 'G', 'global-arg']);
    expect(origin('A')).toEqual(['arg', false, 'A', undefined]);
    expect(origin('E')).toEqual(['env', true, 'E', undefined]);
    expect(origin('TARGETOS')).toEqual(['platform', false, 'TARGETOS', 'platform']);
    expect(origin('PATH')).toEqual(['base-image', true, undefined, undefined]);
    expect(origin('http_proxy')).toEqual(['predefined', false, undefined, undefined]);
    expect(origin('NODE_VERSION')).toBeUndefined();
  });

  it.each([
    ['FROM scratch\nRUN x¦', true],
    ['FROM docker.io/library/debian:12\nRUN x¦', true],
    ['FROM debian AS a\nFROM a\nRUN x¦', true],
    ['FROM python:3.12\nRUN x¦', false],
    ['FROM ghcr.io/me/debian\nRUN x¦', false],
    ['FROM $BASE¦', true],
    ['RUN x¦', false],
    ['ARG a=$b¦', true],
  ])('of %j: closed is %s', (text, closed) => {
    const { model, at } = markedModel(text);
    expect(model.scopeAt(at).closed).toBe(closed);
  });

  it('keeps the global ARGs in order', () => {
    const model = modelOf('ARG A=1\nARG B C=$A\nFROM alpine\nARG D=1\n');
    expect(model.globalArgs.map(({ name, value, origin }) => [name, value, origin])).toEqual([
      ['A', '1', 'global-arg'],
      ['B', undefined, 'global-arg'],
      ['C', '1', 'global-arg'],
    ]);
  });
});

describe('the variable that a use refers to', () => {
  /** Resolves the only use in the marked instruction. */
  function meaning(marked: string): string {
    const { model, at } = markedModel(marked);
    const uses = model.usesIn(at);
    expect(uses).toHaveLength(1);
    const found = model.resolve(at, uses[0]!);
    return found ? `${found.origin} ${found.value ?? '?'}` : 'nothing';
  }

  it.each([
    ['RUN sees ARG', 'FROM alpine\nARG A=1\nRUN echo "$A"¦\n', 'arg 1'],
    ['RUN sees what was before it', 'FROM alpine\nENV A=1\nRUN echo ${A}¦\nENV A=2\n', 'env 1'],
    ['RUN sees HOME', 'FROM alpine\nRUN ls $HOME¦\n', 'predefined ?'],
    ['a mount of RUN does not', 'FROM alpine\nRUN --mount=type=cache,target=$HOME/.cache x¦\n', 'nothing'],
    ['CMD sees the ENV of the container', 'FROM alpine\nENV A=1\nCMD echo $A¦\n', 'env 1'],
    ['wherever in the stage it stands', 'FROM alpine\nENV A=1\nCMD echo $A¦\nENV A=2\n', 'env 2'],
    ['but no ARG', 'FROM alpine\nARG A=1\nCMD echo $A¦\n', 'nothing'],
    ['not even one that hides an ENV', 'FROM alpine\nENV A=1\nARG A=2\nENTRYPOINT echo $A¦\n', 'env 1'],
    ['HEALTHCHECK is run in the container too', 'FROM alpine AS a\nENV A=1\nFROM a\nHEALTHCHECK CMD curl $A¦\n', 'env 1'],
    ['an ONBUILD RUN in a build', 'FROM alpine\nARG A=1\nONBUILD RUN echo $A¦\n', 'arg 1'],
    ['an ARG sees the one before it on the line', 'FROM alpine\nARG a=1 b=$a¦\n', 'arg 1'],
    ['an ENV does not', 'FROM alpine\nENV a=1 b=$a¦\n', 'nothing'],
    ['FROM sees global ARGs', 'ARG A=1\nFROM alpine:$A¦\n', 'global-arg 1'],
  ])('%s', (_, marked, expected) => expect(meaning(marked)).toBe(expected));

  it('exec form and single quotes use nothing', () => {
    for (const marked of ['FROM a\nCMD ["echo", "$A"]¦', "FROM a\nRUN echo '$A'¦", "FROM a\nENV b='$A'¦"]) {
      const { model, at } = markedModel(marked);
      expect(model.usesIn(at), marked).toEqual([]);
    }
  });

  it('lists the uses of flags, words and scripts in order', () => {
    const { model, at } = markedModel('FROM a\nRUN --mount=type=cache,target=$ONE echo $TWO "${THREE:-$FOUR}"¦\n');
    expect(model.usesIn(at).map(({ name }) => name)).toEqual(['ONE', 'TWO', 'THREE', 'FOUR']);
  });
});

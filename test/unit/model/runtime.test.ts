import { describe, expect, it } from 'vitest';
import type { RuntimeConfig, Setting } from '../../../server/src/model/index.ts';
import { isRootUser } from '../../../server/src/model/runtime.ts';
import { dedent, markedModel, modelOf } from '../../support/model.ts';

/** A short form of a setting: its value, and the keyword of the instruction that sets it. */
function short(setting: Setting<unknown> | undefined): string {
  if (!setting) return 'unknown or none';
  const { value, from } = setting;
  const command = value as { form?: string; words?: readonly string[] };
  const text = command?.form ? `${command.form} ${JSON.stringify(command.words)}` : String(value);
  return `${text} by ${typeof from === 'string' ? from : from.keyword}`;
}

function final(dockerfile: string): RuntimeConfig {
  const model = modelOf(dedent(dockerfile));
  return model.configOf(model.final!);
}

describe('USER and WORKDIR', () => {
  it.each([
    ['FROM me/app', 'unknown or none', 'unknown or none'],
    ['FROM scratch', 'root by default', '/ by default'],
    ['FROM debian', 'root by default', '/ by default'],
    ['FROM haproxy:alpine', 'haproxy by base-image', '/var/lib/haproxy by base-image'],
    ['FROM me/app\nUSER app\nWORKDIR /srv', 'app by USER', '/srv by WORKDIR'],
    ['FROM debian\nARG U=web\nUSER $U:www\nWORKDIR /srv/$U', 'web:www by USER', '/srv/web by WORKDIR'],
    ['FROM me/app\nARG U\nUSER $U', '$U by USER', 'unknown or none'],
    ['FROM debian\nUSER', 'root by default', '/ by default'],
    ['FROM debian AS a\nUSER app\nWORKDIR /srv\nFROM a\nWORKDIR bin', 'app by USER', '/srv/bin by WORKDIR'],
    ['FROM debian AS a\nONBUILD USER app\nFROM a', 'app by USER', '/ by default'],
    ['FROM debian AS a\nONBUILD USER app\nFROM a AS b\nUSER root\nFROM b', 'root by USER', '/ by default'],
  ])('%j', (dockerfile, user, workdir) => {
    const config = final(dockerfile);
    expect([short(config.user), short(config.workdir)]).toEqual([user, workdir]);
  });

  it.each([
    // https://docs.docker.com/reference/dockerfile/#workdir
    ['FROM debian\nWORKDIR /a\nWORKDIR b\nWORKDIR c', '/a/b/c'],
    ['FROM debian\nWORKDIR a', '/a'],
    ['FROM golang:1.22\nWORKDIR src/app', '/go/src/app'],
    ['FROM debian\nWORKDIR /a/./b//c/\nWORKDIR ../d', '/a/b/d'],
    ['FROM debian\nWORKDIR ../..', '/'],
    ['FROM debian\nWORKDIR "/my app"', '/my app'],
    ['FROM me/app\nWORKDIR src', undefined],
    ['FROM me/app\nWORKDIR src\nWORKDIR /x', '/x'],
    ['FROM nanoserver\nWORKDIR /app', 'C:\\app'],
    ['# escape=`\nFROM nanoserver\nWORKDIR C:\\app\nWORKDIR bin', 'C:\\app\\bin'],
    ['# escape=`\nFROM nanoserver\nWORKDIR d:\\', 'D:\\'],
    ['FROM nanoserver\nWORKDIR bin', undefined],
  ])('%j leads to %s', (dockerfile, expected) => expect(final(dockerfile).workdir?.value).toBe(expected));
});

describe('ENTRYPOINT and CMD', () => {
  it.each([
    ['FROM node:22', 'exec ["docker-entrypoint.sh"] by base-image', 'exec ["node"] by base-image'],
    ['FROM debian', 'unknown or none', 'exec ["bash"] by base-image'],
    ['FROM node:22\nCMD ["server.js"]', 'exec ["docker-entrypoint.sh"] by base-image', 'exec ["server.js"] by CMD'],
    ['FROM debian\nCMD exec server --port 80', 'unknown or none', 'shell ["exec server --port 80"] by CMD'],
    // An ENTRYPOINT resets the CMD of the base image...
    ['FROM node:22\nENTRYPOINT ["node"]', 'exec ["node"] by ENTRYPOINT', 'exec [] by ENTRYPOINT'],
    ['FROM me/app\nENTRYPOINT ["node"]', 'exec ["node"] by ENTRYPOINT', 'exec [] by ENTRYPOINT'],
    ['FROM scratch\nENTRYPOINT ["/app"]', 'exec ["/app"] by ENTRYPOINT', 'unknown or none'],
    // ... and of the parent stage, but not of its own stage.
    ['FROM debian AS a\nCMD ["a"]\nFROM a\nENTRYPOINT ["b"]', 'exec ["b"] by ENTRYPOINT', 'exec [] by ENTRYPOINT'],
    ['FROM debian\nCMD ["a"]\nENTRYPOINT ["b"]', 'exec ["b"] by ENTRYPOINT', 'exec ["a"] by CMD'],
    ['FROM debian\nENTRYPOINT ["b"]\nCMD ["a"]', 'exec ["b"] by ENTRYPOINT', 'exec ["a"] by CMD'],
    ['FROM debian AS a\nCMD ["a"]\nENTRYPOINT ["b"]\nFROM a', 'exec ["b"] by ENTRYPOINT', 'exec ["a"] by CMD'],
    ['FROM node:22\nENTRYPOINT []', 'exec [] by ENTRYPOINT', 'exec [] by ENTRYPOINT'],
    ['FROM debian\nCMD', 'unknown or none', 'exec ["bash"] by base-image'],
  ])('%j', (dockerfile, entrypoint, cmd) => {
    const config = final(dockerfile);
    expect([short(config.entrypoint), short(config.cmd)]).toEqual([entrypoint, cmd]);
  });
});

describe('SHELL, STOPSIGNAL, HEALTHCHECK', () => {
  it.each([
    ['FROM debian', '/bin/sh,-c by default'],
    ['FROM nanoserver', 'cmd,/S,/C by default'],
    ['FROM debian\nSHELL ["/bin/bash", "-c"]', '/bin/bash,-c by SHELL'],
    ['FROM debian\nSHELL bash', '/bin/sh,-c by default'],
    ['FROM debian AS a\nSHELL ["ash"]\nFROM a', 'ash by SHELL'],
    ['FROM debian\nSHELL ["bash"]\nENV A=1\nARG B', 'bash by SHELL'],
  ])('%j: %s', (dockerfile, expected) => expect(short(final(dockerfile).shell)).toBe(expected));

  it('have the instruction that sets them', () => {
    const config = final(`
      FROM debian
      STOPSIGNAL SIGINT
      HEALTHCHECK CMD true
      HEALTHCHECK NONE
    `);
    expect(short(config.stopSignal)).toBe('SIGINT by STOPSIGNAL');
    expect(config.healthcheck?.value.bodyText).toBe('NONE');
  });
});

describe('settings with several values', () => {
  it('EXPOSE adds up, each port once, with its protocol', () => {
    const config = final(`
      FROM nginx:alpine AS a
      ARG PORTS="8080 8443/TCP"
      EXPOSE 80 $PORTS
      FROM a
      EXPOSE 53/udp
    `);
    expect(config.exposed.map(short)).toEqual(['80/tcp by EXPOSE', '8080/tcp by EXPOSE', '8443/tcp by EXPOSE', '53/udp by EXPOSE']);
  });

  it('VOLUME takes words and JSON', () => {
    const config = final('FROM debian\nENV D=/data\nVOLUME $D /log\nVOLUME ["/my files"]\n');
    expect(config.volumes.map(({ value }) => value)).toEqual(['/data', '/log', '/my files']);
  });

  it('LABEL and ENV: the last one applies', () => {
    const config = final(`
      FROM debian AS a
      ENV A=1 B=1
      LABEL a=1 b="x y"
      FROM a
      ARG C=3
      ENV B=2 C=$C D=$PATH
      LABEL a=$B
    `);
    expect([...config.labels].map(([name, { value }]) => `${name}=${value}`)).toEqual(['a=2', 'b=x y']);
    expect([...config.env].map(([name, setting]) => `${name}=${short(setting)}`)).toEqual([
      'PATH=undefined by base-image',
      'A=1 by ENV',
      'B=2 by ENV',
      'C=3 by ENV',
      'D=undefined by ENV',
    ]);
  });
});

describe('the configuration before an instruction', () => {
  it('only contains what is above it', () => {
    const { model, at } = markedModel('FROM debian\nUSER a\nENV A=1\nEXPOSE 1\nUSER b¦\nENV A=2\nEXPOSE 2\nUSER c\n');
    const config = model.configBefore(at);
    expect(short(config.user)).toBe('a by USER');
    expect(config.env.get('A')?.value).toBe('1');
    expect(config.exposed.map(({ value }) => value)).toEqual(['1/tcp']);
    expect(model.configBefore(at)).toBe(config);
  });

  it('tells whether the base is known', () => {
    const known = (text: string): boolean => final(text).baseKnown;
    expect(['FROM scratch', 'FROM node:22', 'FROM node:22 AS a\nFROM a', 'FROM me/app', 'FROM'].map(known)).toEqual([
      true, true, true, false, false,
    ]); // prettier-ignore
  });
});

it.each([
  ['root', true],
  ['0', true],
  ['root:root', true],
  ['0:0', true],
  ['root:app', true],
  ['app', false],
  ['00', false],
  ['1000:0', false],
  ['rootless', false],
])('%s is root: %s', (user, expected) => {
  expect(isRootUser(user)).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/edit.ts';
import { findingsOf, markedBy, reportsOf } from '../../support/rule-tables.ts';

const fileWith = (mount: string, before: string): string => `FROM node:22\n${before}\nRUN --mount=${mount} true\n`;
const reports = (mount: string, before = 'WORKDIR /app'): string => reportsOf('invalid-mount-option', fileWith(mount, before));
const marked = (mount: string): readonly string[] => markedBy('invalid-mount-option', fileWith(mount, 'WORKDIR /app'));

/** The mount after its first fix. */
function fixed(mount: string): string | undefined {
  const text = fileWith(mount, 'WORKDIR /app');
  const edits = findingsOf('invalid-mount-option', text)[0]?.fixes[0]?.edits;
  return edits && /--mount=(\S*)/.exec(applyEdits(text, edits))?.[1];
}

/** The checks of parseMount in BuildKit's instructions/commands_runmount.go. */
describe('values', () => {
  it.each<[string, string]>([
    ['type=cache,target=/x,sharing=shared', ''],
    ['type=cache,target=/x,sharing=Private', ''],
    ['type=cache,target=/x,sharing=lock', 'choice'],
    // Another rule reports an unknown type.
    ['type=cach,target=/x', ''],
    ['type=cache,target=/x,ro', ''],
    ['type=cache,target=/x,ro=T', ''],
    ['type=cache,target=/x,ro=on', 'boolean'],
    ['type=cache,target=/x,mode=0755', ''],
    ['type=cache,target=/x,mode=0795', 'octal'],
    ['type=cache,target=/x,uid=1000,gid=1000', ''],
    ['type=cache,target=/x,uid=node', 'number'],
    ['type=cache,target=/x,uid=-1', 'number'],
    ['type=cache,target=/x,gid=4294967296', 'number'],
    ['type=tmpfs,target=/x,size=1g', ''],
    ['type=tmpfs,target=/x,size=g', 'size'],
    ['type=cache,target', 'missing'],
    ['type', 'missing'],
    ['type=cache,target=/x,id', 'missing'],
    ['type=secret,id=a,required', ''],
    ['type=secret,id=a,required=perhaps', 'boolean'],
    ['type=secret,id=a,env', 'missing'],
  ])('%s: %s', (mount, expected) => {
    expect(reports(mount)).toBe(expected);
  });
});

describe('from', () => {
  it.each<[string, string]>([
    ['from=base,target=/x', ''],
    ['from=BASE,target=/x', ''],
    ['from=0,target=/x', ''],
    ['from=nginx:1.29,target=/x', ''],
    ['from=ghcr.io/a/b@sha256:0123456789012345678901234567890123456789012345678901234567890123,target=/x', ''],
    ['from=My_Image,target=/x', 'reference'],
    ['from=nginx:1:2,target=/x', 'reference'],
    ['from=$IMAGE,target=/x', 'from-variable'],
    ['from=nginx:${TAG},target=/x', 'from-variable'],
  ])('%s: %s', (mount, expected) => {
    expect(reportsOf('invalid-mount-option', `FROM alpine:3 AS base\n${fileWith(mount, 'WORKDIR /app')}`)).toBe(expected);
  });
});

describe('commas', () => {
  it.each<[string, string, string | undefined]>([
    [',type=cache,target=/x', ',', 'type=cache,target=/x'],
    ['type=cache,,target=/x', ',', 'type=cache,target=/x'],
    ['type=cache,target=/x,', ',', 'type=cache,target=/x'],
    ['"type=cache,target=/x,"', '"type=cache,target=/x,"', undefined],
  ])('%s: %s', (mount, at, after) => {
    expect(reports(mount)).toBe('empty');
    if (after === undefined) return;
    expect(marked(mount)).toEqual([at]);
    expect(fixed(mount)).toBe(after);
  });
});

/** An option is checked against the type so far, and a mount without a type is a bind mount. */
describe('the order of options', () => {
  it.each<[string, string, string | undefined]>([
    ['required,type=secret,id=a', 'before-type', 'type=secret,required,id=a'],
    ['id=a,required,type=secret', 'before-type', 'type=secret,id=a,required'],
    ['type=secret,required,id=a', '', undefined],
    ['id=a,type=secret', '', undefined],
    ['target=/x,type=cache', '', undefined],
    ['size=1g,type=tmpfs,target=/x', 'before-type', 'type=tmpfs,size=1g,target=/x'],
    ['sharing=locked,type=cache,target=/x', '', undefined],
  ])('%s: %s', (mount, expected, after) => {
    expect(reports(mount)).toBe(expected);
    if (expected === 'before-type') expect(fixed(mount)).toBe(after);
  });
});

describe('the target', () => {
  it.each<[string, string, string]>([
    ['WORKDIR /', 'type=cache', 'no-target'],
    ['WORKDIR /', 'type=bind', 'no-target'],
    ['WORKDIR /', 'type=tmpfs', 'no-target'],
    ['WORKDIR /', 'source=a', 'no-target'],
    ['WORKDIR /', 'type=cache,target=.', 'root-target'],
    ['WORKDIR /', 'type=cache,target=/', 'root-target'],
    ['WORKDIR /', 'type=cache,target=/x/..', 'root-target'],
    ['WORKDIR /', 'type=cache,target=x', ''],
    ['WORKDIR /', 'type=cache,target=$X', ''],
    ['WORKDIR /', 'type=secret,id=a', ''],
    ['WORKDIR /', 'type=ssh', ''],
    ['WORKDIR /app', 'type=cache', ''],
    ['WORKDIR /app', 'type=cache,target=..', 'root-target'],
    ['WORKDIR /app', 'type=cache,target=/', 'root-target'],
    ['WORKDIR $UNKNOWN', 'type=cache', ''],
  ])('%s, %s: %s', (before, mount, expected) => {
    expect(reports(mount, before)).toBe(expected);
  });

  it('of a mount in a Windows image is not checked', () => {
    const text = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN --mount=type=bind dir\n';
    expect(reportsOf('invalid-mount-option', text)).toBe('');
  });
});

describe('combinations', () => {
  it.each<[string, string]>([
    ['type=secret', 'one-of'],
    ['type=secret,env=A', 'one-of'],
    ['type=secret,required', 'one-of'],
    ['type=secret,id=a', ''],
    ['type=secret,src=a', ''],
    ['type=secret,source=a', ''],
    ['type=secret,target=/x', ''],
    ['type=secret,id=a,source=b', 'either'],
    ['type=secret,src=b,id=a', 'either'],
    ['type=bind,source=a,from=base,target=/x', ''],
  ])('%s: %s', (mount, expected) => {
    expect(reports(mount)).toBe(expected);
  });

  it('the second of two options is marked', () => {
    expect(marked('type=secret,src=b,id=a')).toEqual(['id']);
    expect(marked('type=secret')).toEqual(['type=secret']);
  });
});

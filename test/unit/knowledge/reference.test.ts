import { describe, expect, it } from 'vitest';
import { directives } from '../../../server/src/knowledge/directives.ts';
import { flagNamed, flags, flagsOf } from '../../../server/src/knowledge/flags.ts';
import { instructionNamed, instructions } from '../../../server/src/knowledge/instructions.ts';
import { mountOptionNamed, mountTypeNamed, mountTypes } from '../../../server/src/knowledge/mounts.ts';
import { modifiers, wellKnownVariable } from '../../../server/src/knowledge/variables.ts';
import { keywords } from '../../../server/src/syntax/keywords.ts';
import { parse } from '../../../server/src/syntax/parse.ts';

/** Headings of Docker's reference that the tables point to. docs.docker.com/reference/dockerfile, 2026-09. */
const headings = new Set([
  'syntax', 'escape', 'check', 'from', 'run', 'run---device', 'run---mount', 'run---mounttypebind', 'run---mounttypecache',
  'run---mounttypetmpfs', 'run---mounttypesecret', 'run---mounttypessh', 'run---network', 'run---security', 'cmd', 'label',
  'maintainer-deprecated', 'expose', 'env', 'add', 'add---keep-git-dir', 'add---checksum', 'add---unpack', 'copy', 'copy---from',
  'copy---chmod', 'copy---chown', 'copy---link', 'copy---parents', 'copy---exclude', 'entrypoint', 'volume', 'user', 'workdir', 'arg',
  'onbuild', 'stopsignal', 'healthcheck', 'shell',
]); // prettier-ignore

describe('instructions', () => {
  it('are the eighteen instructions of the reference', () => {
    expect(instructions.map(({ keyword }) => keyword)).toEqual(keywords);
  });

  it.each(instructions)('$keyword: example, forms and link are valid', (facts) => {
    const [example] = parse(facts.example).instructions;
    expect(example?.keyword).toBe(facts.keyword === 'MAINTAINER' ? 'LABEL' : facts.keyword);
    expect(headings).toContain(facts.anchor);
    for (const form of facts.forms) {
      expect(form.label.startsWith(`${facts.keyword} `)).toBe(true);
      for (const { text } of form.parameters) expect(form.label).toContain(text);
    }
  });

  it('know which of them create a layer', () => {
    const layers = instructions.filter(({ effect }) => effect === 'layer').map(({ keyword }) => keyword);
    expect(layers).toEqual(['ADD', 'COPY', 'RUN']);
    expect(instructionNamed('WORKDIR')?.effect).toBe('folder');
    expect(instructionNamed('EXPOSE')?.effect).toBe('configuration');
  });
});

describe('flags', () => {
  /** The option tables of the reference; HEALTHCHECK's own section and FROM's form. */
  const known = {
    ADD: ['chown', 'chmod', 'link', 'exclude', 'keep-git-dir', 'checksum', 'unpack'],
    COPY: ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'],
    FROM: ['platform'],
    HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
    RUN: ['mount', 'network', 'security', 'device'],
  };

  it.each(keywords)('%s has exactly its flags', (keyword) => {
    const names = flagsOf(keyword).map(({ name }) => name);
    expect(names.toSorted()).toEqual(((known as Record<string, string[]>)[keyword] ?? []).toSorted());
  });

  it.each(flags)('$keyword --$name: example and link are valid', ({ keyword, name, value, needsValue, example, anchor }) => {
    const [instruction] = parse(example).instructions;
    expect(instruction?.keyword).toBe(keyword);
    expect(instruction?.flags.map((flag) => flag.name)).toContain(name);
    expect(needsValue).toBe(value !== 'boolean');
    expect(headings).toContain(anchor);
  });

  it.each([
    ['COPY', 'parents', { stable: '1.20', labs: '1.7' }],
    ['ADD', 'exclude', { stable: '1.19', labs: '1.7' }],
    ['ADD', 'unpack', { stable: '1.17' }],
    ['COPY', 'chown', {}],
    ['RUN', 'device', { stable: '1.27', labs: '1.14' }],
    ['HEALTHCHECK', 'start-interval', { stable: '1.6' }],
  ])('%s --%s exists since %j', (keyword, name, since) => {
    expect(flagNamed(keyword, name)?.since).toEqual(since);
  });
});

describe('mounts', () => {
  it('are the five types', () => {
    expect(mountTypes.map(({ type }) => type)).toEqual(['bind', 'cache', 'tmpfs', 'secret', 'ssh']);
  });

  it.each(mountTypes)('$type: example and link are valid', (facts) => {
    const fields = parse(facts.example).instructions[0]!.flags[0]!.fields;
    expect(fields[0]?.value).toBe(facts.type);
    for (const { key } of fields) expect(mountOptionNamed(facts, key)).toBeDefined();
    for (const option of facts.options) expect(option.needsValue).toBe(option.value !== 'boolean');
    expect(headings).toContain(facts.anchor);
  });

  it.each([
    ['cache', 'dst', 'target'],
    ['bind', 'destination', 'target'],
    ['bind', 'SRC', 'source'],
    ['cache', 'ro', 'readonly'],
    ['bind', 'rw', 'readwrite'],
    ['secret', 'env', 'env'],
    ['tmpfs', 'size', 'size'],
    ['cache', 'size', undefined],
    ['ssh', 'sharing', undefined],
  ])('%s: %s is %s', (type, name, option) => {
    expect(mountOptionNamed(mountTypeNamed(type)!, name)?.name).toBe(option);
  });
});

describe('directives and variables', () => {
  it('have valid links', () => {
    for (const { anchor } of directives) expect(headings).toContain(anchor);
  });

  it.each(['TARGETPLATFORM', 'BUILDVARIANT', 'http_proxy', 'HTTP_PROXY', 'ALL_PROXY', 'SOURCE_DATE_EPOCH', 'HOME'])('know %s', (name) => {
    expect(wellKnownVariable(name)?.name).toBe(name);
  });

  it('explain every modifier that the parser knows', () => {
    const parsed = [':-', '-', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//'];
    expect(modifiers.map(({ modifier }) => modifier).toSorted()).toEqual(parsed.toSorted());
    for (const modifier of parsed) expect(parse(`ENV a=\${b${modifier}c}`).instructions[0]?.variables[0]?.modifier).toBe(modifier);
  });
});

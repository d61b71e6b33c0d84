import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';
import type { Since } from './syntax-version.ts';

/** A parser directive: a line `# name=value` at the top of the file. */
export interface DirectiveFacts {
  readonly name: string;
  readonly summary: FixedMessage;
  readonly example: string;
  readonly values: readonly DirectiveValue[];
  readonly since: Since;
  readonly anchor: string;
}

/** A value, or the start of a value, of a directive. */
export interface DirectiveValue {
  readonly value: string;
  readonly summary: FixedMessage;
  readonly since: Since;
}

/** https://docs.docker.com/reference/dockerfile/#parser-directives; versions from the release notes of docker/dockerfile. */
export const directives: readonly DirectiveFacts[] = [
  {
    name: 'syntax',
    summary: message('The version of the Dockerfile syntax for this file. BuildKit pulls it as an image before the build.'),
    example: '# syntax=docker/dockerfile:1',
    values: [
      {
        value: 'docker/dockerfile:1',
        summary: message('The latest stable version: new features without a new version of Docker.'),
        since: {},
      },
      { value: 'docker/dockerfile:1-labs', summary: message('The latest version with experimental features.'), since: {} },
    ],
    since: {},
    anchor: 'syntax',
  },
  {
    name: 'escape',
    summary: message(
      'The character that continues a line and escapes the next character. With a backtick, Windows paths can contain backslashes.',
    ),
    example: '# escape=`',
    values: [
      { value: '\\', summary: message('The default.'), since: {} },
      { value: '`', summary: message('For Windows images; also the escape character of PowerShell.'), since: {} },
    ],
    since: {},
    anchor: 'escape',
  },
  {
    name: 'check',
    summary: message('Skips build checks, or fails the build when a check reports something.'),
    example: '# check=skip=JSONArgsRecommended;error=true',
    values: [
      { value: 'skip=', summary: message('The checks to skip, separated by commas, or `all`.'), since: { stable: '1.8' } },
      { value: 'error=true', summary: message('Fails the build when a check reports something.'), since: { stable: '1.8' } },
      {
        value: 'experimental=',
        summary: message('The experimental checks to run, separated by commas, or `all`.'),
        since: { stable: '1.10' },
      },
    ],
    since: { stable: '1.8' },
    anchor: 'check',
  },
];

const byName = new Map(directives.map((facts) => [facts.name, facts]));

/** The directive with that name (lower case). Returns undefined if there is none. */
export function directiveNamed(name: string): DirectiveFacts | undefined {
  return byName.get(name);
}

const valuePatterns: Readonly<Record<string, RegExp>> = {
  syntax: /^[\w.-]+(?:[/:@][\w.:/@-]+)+$/,
  escape: /^[\\`]$/,
  check: /^(?:skip|error|experimental)=/,
};

/** Whether a text without spaces looks like a value of a directive, so that a comment `name=value` is meant as one. */
export function isDirectiveValue(name: string, value: string): boolean {
  return valuePatterns[name]?.test(value) ?? false;
}

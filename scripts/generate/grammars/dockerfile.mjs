// The grammar of Dockerfiles: parser directives, comments with suppressions, instructions.
import { include, includes, match, never, region, tick } from './build.mjs';
import * as heredocs from './heredocs.mjs';
import * as instructions from './instructions.mjs';
import * as lineEnds from './line-ends.mjs';
import * as shell from './shell.mjs';
import * as words from './words.mjs';

const directiveKeyword = 'keyword.control.directive.dockerfile';
const assignment = 'keyword.operator.assignment.dockerfile';
const comment = 'punctuation.definition.comment.dockerfile';

/** `# name=`, only at the start of the file. https://docs.docker.com/reference/dockerfile/#parser-directives */
const directiveStart = String.raw`[ \t]*#[ \t]*(?i:syntax|escape|check)[ \t]*=[ \t]*[^ \t\n]`;

/** Comments that suppress a check: of hadolint and Layerwise, tally, shellcheck, BuildKit. */
const pragmas = [
  match(
    String.raw`\G[ \t]*(layerwise|hadolint|tally)[ \t]+(?:(global)[ \t]+)?(ignore)[ \t]*(=)[ \t]*([\w./-]+(?:[ \t]*,[ \t]*[\w./-]+)*)`,
    {
      1: 'keyword.other.pragma.dockerfile',
      2: 'keyword.other.pragma.dockerfile',
      3: 'keyword.other.pragma.dockerfile',
      4: assignment,
      5: 'constant.language.rule.dockerfile',
    },
  ),
  match(String.raw`\G[ \t]*(shellcheck)[ \t]+(\w+)[ \t]*(=)[ \t]*([\w./,-]+)`, {
    1: 'keyword.other.pragma.dockerfile',
    2: 'keyword.other.pragma.dockerfile',
    3: assignment,
    4: 'constant.language.rule.dockerfile',
  }),
  match(String.raw`\G[ \t]*(check)[ \t]*(=)[ \t]*(?=skip[ \t]*=)(skip)[ \t]*(=)[ \t]*([\w,]+)`, {
    1: 'keyword.other.pragma.dockerfile',
    2: assignment,
    3: 'keyword.other.pragma.dockerfile',
    4: assignment,
    5: 'constant.language.rule.dockerfile',
  }),
];

function directive(name, patterns) {
  return region(String.raw`^[ \t]*(#)[ \t]*((?i:${name}))[ \t]*(=)(?=[ \t]*[^ \t\n])`, '$', {
    name: 'meta.directive.dockerfile',
    opens: { 1: comment, 2: directiveKeyword, 3: assignment },
    patterns,
  });
}

const repository = {
  ...lineEnds.repository,
  ...words.repository,
  ...shell.repository,
  ...heredocs.repository,
  ...instructions.repository,
  file: { patterns: includes('comment', 'instruction') },
  comment: region(String.raw`^[ \t]*(#)`, '$', { name: 'comment.line.number-sign.dockerfile', opens: { 1: comment }, patterns: pragmas }),
  // There are directives only if the first line of the file is one.
  head: region(String.raw`\A(?=\x{FEFF}?${directiveStart})`, `^(?!${directiveStart})`, {
    patterns: includes('escape-directive', 'directive'),
  }),
  // In force until the end of the file, so it is a region without an end; the scope selects the continuations of line-ends.mjs.
  'escape-directive': region(String.raw`^[ \t]*(#)[ \t]*((?i:escape))[ \t]*(=)[ \t]*(${tick})(?=[ \t]*$)`, never, {
    name: 'meta.escape.backtick.dockerfile',
    opens: { 1: comment, 2: directiveKeyword, 3: assignment, 4: 'constant.character.escape.dockerfile' },
    patterns: [region(String.raw`\G(?!^)`, `^(?!${directiveStart})`, { patterns: includes('directive') }), include('file')],
  }),
  directive: {
    patterns: [
      directive('syntax', includes('image')),
      directive('escape', [match('[^ \\t\\n]', 'constant.character.escape.dockerfile')]),
      directive('check', [
        match(String.raw`(skip|error|experimental)[ \t]*(=)`, { 1: 'support.type.property-name.dockerfile', 2: assignment }),
        match('[;,]', 'punctuation.separator.field.dockerfile'),
        match(String.raw`\w+`, 'constant.language.rule.dockerfile'),
      ]),
    ],
  },
};

export const dockerfile = {
  name: 'Dockerfile',
  scopeName: 'source.dockerfile',
  patterns: includes('head', 'file'),
  injections: { ...lineEnds.injections, ...heredocs.injections },
  repository,
};

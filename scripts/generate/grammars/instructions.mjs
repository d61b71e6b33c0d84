// One region per instruction, and the rules for its content.
import { include, includes, lines, match, never, region, tick } from './build.mjs';
import { heredocAhead, heredocs } from './heredocs.mjs';
import { lineContinuation } from './line-ends.mjs';
import { wordEnd, wordStart } from './words.mjs';

const keyword = 'keyword.other.special-method.dockerfile';
const portNumber = 'constant.numeric.port.dockerfile';
const shell = includes('exec-form', 'shell-line');

/** Keywords, the last part of the region's scope, and the rules after the keyword. https://docs.docker.com/reference/dockerfile/ */
const instructions = [
  { keywords: 'RUN', id: 'run', content: [include('flag'), ...shell], heredoc: true },
  { keywords: 'COPY|ADD', id: 'copy', content: includes('flag', 'exec-form-of-paths', 'url', 'word'), heredoc: true },
  {
    keywords: 'FROM',
    id: 'from',
    content: [
      include('flag'),
      match(String.raw`${wordStart}((?i:AS))[ \t]+([^ \t\n\\${tick}]+)?`, { 1: keyword, 2: 'entity.name.function.stage.dockerfile' }),
      include('image'),
    ],
  },
  { keywords: 'CMD|ENTRYPOINT', id: 'command', content: shell },
  {
    keywords: 'HEALTHCHECK',
    id: 'healthcheck',
    content: [
      include('flag'),
      match(String.raw`${wordStart}(?i:NONE)${wordEnd}`, 'constant.language.none.dockerfile'),
      region(String.raw`${wordStart}(?i:CMD)${wordEnd}`, never, { opens: { 0: keyword }, patterns: shell }),
      include('word'),
    ],
  },
  { keywords: 'SHELL', id: 'shell', content: includes('exec-form', 'word') },
  { keywords: 'ENV', id: 'env', content: pairs('variable.other.assignment.dockerfile', 'legacy') },
  { keywords: 'LABEL', id: 'label', content: pairs('support.type.property-name.dockerfile', 'legacy') },
  { keywords: 'ARG', id: 'arg', content: pairs('variable.other.assignment.dockerfile') },
  {
    keywords: 'EXPOSE',
    id: 'expose',
    content: [
      match(String.raw`(\d+)(?:(-)(\d+))?`, { 1: portNumber, 2: 'keyword.operator.range.dockerfile', 3: portNumber }),
      match(String.raw`(/)((?i:tcp|udp|sctp))\b`, { 1: 'punctuation.separator.protocol.dockerfile', 2: 'keyword.other.unit.dockerfile' }),
      ...includes('variable', 'string'),
    ],
  },
  {
    keywords: 'USER',
    id: 'user',
    content: [
      match(String.raw`(?<![^ \t:])\d+(?=[ \t\n:]|$)`, 'constant.numeric.dockerfile'),
      match(':', 'punctuation.separator.group.dockerfile'),
      match(String.raw`[^ \t\n:"'$\\${tick}]+`, 'string.unquoted.dockerfile'),
      ...includes('variable', 'string', 'escape'),
    ],
  },
  { keywords: 'WORKDIR', id: 'workdir', content: [include('text')] },
  { keywords: 'VOLUME', id: 'volume', content: includes('exec-form-of-paths', 'word') },
  {
    keywords: 'STOPSIGNAL',
    id: 'stopsignal',
    content: [
      match(String.raw`\b(?i:SIG[A-Z0-9+-]+)\b`, 'constant.language.signal.dockerfile'),
      match(String.raw`\b\d+\b`, 'constant.numeric.dockerfile'),
      ...includes('variable', 'string'),
    ],
  },
  { keywords: 'MAINTAINER', id: 'maintainer', content: [include('text')] },
];

/** `name=value ...`; with `legacy` also `name value`, where the value is the rest of the instruction. */
function pairs(nameScope, legacy) {
  const name = String.raw`[^ \t\n="'$\\${tick}]+`;
  return [
    region(String.raw`${wordStart}(${name}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(=)`, wordEnd, {
      opens: { 1: nameScope, 2: 'keyword.operator.assignment.dockerfile' },
      patterns: [
        match(String.raw`(?<==)\d+(?:\.\d+)*${wordEnd}`, 'constant.numeric.dockerfile'),
        match(String.raw`[^ \t\n"'$\\${tick}]+`, 'string.unquoted.value.dockerfile'),
        ...includes('string', 'variable', 'escape'),
      ],
    }),
    legacy
      ? region(String.raw`${wordStart}(${name})${wordEnd}`, never, { opens: { 1: nameScope }, patterns: [include('text')] })
      : match(`${wordStart}${name}`, nameScope),
    ...includes('variable', 'string', 'escape'),
  ];
}

const onbuild = 'keyword.control.onbuild.dockerfile';
/** After a keyword: a blank, the end, or the escape character that continues the line. */
const keywordEnd = String.raw`(?:(?=[ \t]|$)|([\\${tick}])[ \t]*\n)`;

/** An instruction from its keyword to the end of its last continued line (see line-ends.mjs), and of its heredocs. */
function instruction(id, begin, opens, heredocs = [], goesOn = String.raw`\G`) {
  return region(begin, String.raw`^(?!\G)`, {
    name: `meta.instruction.${id}.dockerfile`,
    opens,
    patterns: [
      ...heredocs,
      // If the line of the keyword ends with it, comments and blank lines may come first.
      lines(String.raw`(?<!\n)(?!^)\G|^\G(?![ \t]*(?:#|$))`, goesOn, [include(`line-${id}`)]),
      include('comment'),
    ],
  });
}

/**
 * An instruction of the table, in any case, alone or triggered by ONBUILD.
 * @param {{ keywords: string, id: string, heredoc?: boolean }} instruction
 */
function known({ keywords, id, heredoc }) {
  const begin = String.raw`^[ \t]*(?:((?i:ONBUILD))[ \t]+)?((?i:${keywords}))${keywordEnd}`;
  const opens = { 1: onbuild, 2: keyword, 3: lineContinuation };
  // A continued line that contains a heredoc is given back, so that the heredoc is in the instruction and not in its lines.
  return heredoc ? instruction(id, begin, opens, heredocs(id), String.raw`\G(?!${heredocAhead})`) : instruction(id, begin, opens);
}

/** An ONBUILD without a trigger yet, and a word that is not an instruction: also regions, because their lines may be continued. */
const others = {
  'instruction-onbuild': instruction('onbuild', String.raw`^[ \t]*((?i:ONBUILD))${keywordEnd}`, { 1: onbuild, 2: lineContinuation }),
  'line-onbuild': { patterns: [include('word')] },
  'instruction-unknown': instruction('unknown', String.raw`^[ \t]*(?=[^ \t\n#])(?![\\${tick}][ \t]*$)`),
  'line-unknown': { patterns: includes('string', 'variable', 'escape') },
};

export const repository = {
  ...Object.fromEntries(
    instructions.flatMap((each) => [
      [`instruction-${each.id}`, known(each)],
      [`line-${each.id}`, { patterns: each.content }],
    ]),
  ),
  ...others,
  instruction: { patterns: includes(...[...instructions.map(({ id }) => id), 'onbuild', 'unknown'].map((id) => `instruction-${id}`)) },
};

// The parts of words of any instruction: strings, variables, paths, images, flags, the exec form.
import { include, includes, match, never, quoted, region, tick } from './build.mjs';

/** Where a word ends. */
export const wordEnd = String.raw`(?=[ \t\n]|$)`;
/** Where a word may begin. */
export const wordStart = String.raw`(?<![^ \t])`;
/** Characters without a special meaning in a word. */
const plain = String.raw`[^ \t\n"'$\\${tick}]`;

const variableName = String.raw`[A-Za-z_]\w*`;
/** What may come after the name in `${NAME...}`. https://docs.docker.com/reference/dockerfile/#environment-replacement */
const modifier = String.raw`:?[-+?=]|##?|%%?|\/\/?|\^\^?|,,?|:|@`;

/** `$NAME` and `${NAME...}` in words of the Dockerfile and of the shell. */
function variables(language, inWord) {
  const expansion = `punctuation.section.bracket.curly.variable`;
  return [
    region(String.raw`(\$)(\{)([!#])?(${variableName}|\d+|[@*#?$!-])?(${modifier})?`, String.raw`\}`, {
      name: `meta.parameter-expansion.${language}`,
      opens: {
        1: `punctuation.definition.variable.${language}`,
        2: `${expansion}.begin.${language}`,
        3: `keyword.operator.expansion.${language}`,
        4: `variable.other.normal.${language}`,
        5: `keyword.operator.expansion.${language}`,
      },
      closes: { 0: `${expansion}.end.${language}` },
      patterns: inWord,
    }),
    match(String.raw`(\$)(${variableName})`, {
      1: `punctuation.definition.variable.${language} variable.other.normal.${language}`,
      2: `variable.other.normal.${language}`,
    }),
  ];
}

export const shellVariables = [
  ...variables('shell', includes('shell-variable', 'shell-substitution', 'shell-escape', 'shell-double-quoted')),
  match(String.raw`(\$)([0-9@*#?$!-])`, {
    1: 'punctuation.definition.variable.shell variable.language.special.shell',
    2: 'variable.language.special.shell',
  }),
];

export const repository = {
  variable: { patterns: variables('dockerfile', includes('variable', 'escape', 'string')) },
  escape: match(String.raw`\\[^\n]`, 'constant.character.escape.dockerfile'),
  string: {
    patterns: [
      quoted('"', '"', 'string.quoted.double', 'dockerfile', includes('escape', 'variable')),
      quoted("'", "'", 'string.quoted.single', 'dockerfile', []),
    ],
  },
  /** One word that is data: a path, a value. */
  word: region(String.raw`(?=[^ \t\n])`, wordEnd, {
    name: 'string.unquoted.dockerfile',
    patterns: includes('string', 'variable', 'escape'),
  }),
  /** The rest of an instruction as one text. */
  text: region(String.raw`(?=[^ \t\n])`, never, {
    name: 'string.unquoted.dockerfile',
    patterns: includes('string', 'variable', 'escape'),
  }),
  url: region(String.raw`${wordStart}(?=(?:https?|ftp|ssh|git)://|git@)`, wordEnd, {
    name: 'markup.underline.link.dockerfile',
    patterns: includes('variable'),
  }),
  ...imageRules(),
  ...flagRules(),
  ...execForms(),
};

/** `registry:5000/path/name:tag@sha256:...`. A colon before a slash belongs to the registry's port. */
function imageRules() {
  return {
    image: region(String.raw`(?=[^ \t\n,"-])`, String.raw`(?=[ \t\n,"]|$)`, {
      name: 'entity.name.type.image.dockerfile',
      patterns: [
        match(String.raw`${wordStart}(?i:scratch)${wordEnd}`, 'constant.language.scratch.dockerfile'),
        match(String.raw`(@)(\w+:[0-9a-fA-F]+)`, { 1: 'punctuation.separator.digest.dockerfile', 2: 'constant.numeric.digest.dockerfile' }),
        region(String.raw`(:)(?![^ \t\n@,/]{0,300}+/)(?=[\w$])`, String.raw`(?=[ \t\n@,]|$)`, {
          content: 'constant.numeric.tag.dockerfile',
          opens: { 1: 'punctuation.separator.tag.dockerfile' },
          patterns: includes('variable'),
        }),
        include('variable'),
        include('string'),
      ],
    }),
    // A name alone is a stage, as far as one line shows.
    'image-or-stage': {
      patterns: [
        match(String.raw`\d+(?=[ \t\n,"]|$)`, 'constant.numeric.stage.dockerfile'),
        match(String.raw`[A-Za-z][\w-]*(?=[ \t\n,"]|$)`, 'entity.name.function.stage.dockerfile'),
        include('image'),
      ],
    },
  };
}

/** `--name=value`, and the `key=value` fields of `--mount`. https://docs.docker.com/reference/dockerfile/ */
function flagRules() {
  const flag = (names, patterns) =>
    region(String.raw`${wordStart}(--)(${names})(=)?`, wordEnd, {
      name: 'meta.flag.dockerfile',
      opens: {
        1: 'punctuation.definition.flag.dockerfile entity.other.attribute-name.flag.dockerfile',
        2: 'entity.other.attribute-name.flag.dockerfile',
        3: 'keyword.operator.assignment.dockerfile',
      },
      patterns,
    });
  const fieldEnd = String.raw`(?=[ \t\n,]|$)`;
  const field = (keys, patterns) =>
    region(String.raw`(?<![^=,])(${keys})(=)`, fieldEnd, {
      opens: { 1: 'support.type.property-name.dockerfile', 2: 'keyword.operator.assignment.dockerfile' },
      patterns: [...patterns, ...includes('string', 'variable')],
    });
  const value = match(String.raw`[^ \t\n,"'$\\${tick}]+`, 'string.unquoted.value.dockerfile');
  const number = match(String.raw`(?<==)\d+${fieldEnd}`, 'constant.numeric.dockerfile');
  const word = match(String.raw`(?<==)[\w-]+${fieldEnd}`, 'constant.language.dockerfile');
  return {
    flag: {
      patterns: [
        flag('mount(?==)', [
          field('type|sharing', [word]),
          field('from', [include('image-or-stage')]),
          field(String.raw`[\w.-]+`, [number, match(String.raw`(?<==)(?:true|false)${fieldEnd}`, 'constant.language.dockerfile'), value]),
          match(String.raw`(?<![^=,])[\w.-]+${fieldEnd}`, 'support.type.property-name.dockerfile'),
          match(',', 'punctuation.separator.field.dockerfile'),
          ...includes('string', 'variable'),
        ]),
        flag('from(?==)', includes('variable', 'string', 'image-or-stage')),
        flag('network(?==)|security(?==)', [word, ...includes('variable', 'string')]),
        flag('(?:interval|timeout|start-period|start-interval|retries)(?==)', [include('duration'), ...includes('variable', 'string')]),
        flag(String.raw`[A-Za-z][\w-]*`, [
          number,
          match(String.raw`(?<==)(?:true|false)${wordEnd}`, 'constant.language.dockerfile'),
          match(`${plain}+`, 'string.unquoted.value.dockerfile'),
          ...includes('string', 'variable', 'escape'),
        ]),
      ],
    },
    duration: match(String.raw`(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)?`, {
      1: 'constant.numeric.dockerfile',
      2: 'keyword.other.unit.dockerfile',
    }),
  };
}

/**
 * The exec form. What looks like it but is not JSON up to the end of the line is shell (`RUN [ "$a" = b ] && c`).
 * BuildKit replaces variables in it for COPY, ADD and VOLUME; in other instructions they stay as they are.
 */
function execForms() {
  const string = String.raw`"(?:[^"\\\n]|\\.)*"`;
  const goesOn = String.raw`[\\${tick}][ \t]*$`;
  const begin = String.raw`(\[)(?=[ \t]*(?:${string}[ \t]*(?:,[ \t]*${string}[ \t]*)*)?(?:,[ \t]*)?(?:\][ \t]*$|${goesOn}))`;
  const form = (inString) =>
    region(begin, String.raw`\]`, {
      name: 'meta.structure.array.dockerfile',
      opens: { 1: 'punctuation.definition.array.begin.dockerfile' },
      closes: { 0: 'punctuation.definition.array.end.dockerfile' },
      patterns: [
        quoted('"', '"', 'string.quoted.double', 'dockerfile', [include('json-escape'), ...inString]),
        match(',', 'punctuation.separator.array.dockerfile'),
      ],
    });
  return {
    'exec-form': form([]),
    'exec-form-of-paths': form([include('variable')]),
    'json-escape': match(String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`, 'constant.character.escape.json.dockerfile'),
  };
}

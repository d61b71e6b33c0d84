// The shell of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD.
//
// A subset of our own instead of VS Code's shell grammar, whose rules include continuations and line breaks and would hide them from
// line-ends.mjs. The scope names are the same, so that themes color a RUN line like a script. Heredocs, which end with a line of their
// own, embed that grammar (heredocs.mjs).
import { include, includes, match, never, quoted, region, tick } from './build.mjs';
import { shellVariables, wordStart } from './words.mjs';

const command = 'entity.name.function.call.shell entity.name.command.shell';
const wordEnd = String.raw`(?=[ \t\n;&|()<>]|$)`;
/** Where a command may start: not in the middle of a word. */
const commandStart = String.raw`(?<![^ \t;&|()!])`;
/** A character of an unquoted word. */
const plain = String.raw`[^ \t\n;&|()<>"'$\\${tick}]`;
/** One of the alternatives before the `)` of a `case`. */
const casePart = String.raw`(?:${plain}++|"[^"\\\n]*+")++`;
/** What ends the arguments of a command. */
const commandEnd = String.raw`(?=[;|)]|&(?!>))`;

/** POSIX and bash builtins: `help` of bash 5.2. */
const builtins = [
  'alias|bg|bind|break|builtin|caller|cd|command|compgen|complete|continue|declare|dirs|disown|echo|enable|eval|exec|exit|export',
  'false|fc|fg|getopts|hash|help|history|jobs|kill|let|local|logout|mapfile|popd|printf|pushd|pwd|read|readarray|readonly|return|set',
  'shift|shopt|source|suspend|test|times|trap|true|type|typeset|ulimit|umask|unalias|unset|wait|\\.|:|\\[',
].join('|');

const words = includes('shell-redirection', 'shell-comment', 'shell-string', 'shell-variable', 'shell-substitution', 'shell-escape');
const value = match(`${plain}+`, 'string.unquoted.argument.shell');
const parts = [...includes('shell-string', 'shell-variable', 'shell-substitution', 'shell-escape'), value];

export const repository = {
  /** The rest of an instruction as shell. */
  'shell-line': region(String.raw`(?=[^ \t\n])`, never, {
    name: 'meta.shell.dockerfile',
    patterns: includes('shell-case-pattern', 'shell'),
  }),
  /** Where a command may start. */
  shell: {
    patterns: [
      ...includes('shell-redirection', 'shell-comment', 'shell-operator', 'shell-group', 'shell-keyword'),
      ...includes('shell-function', 'shell-assignment', 'shell-test', 'shell-option', 'shell-command'),
    ],
  },
  // Continued lines are one line to the shell, so a comment includes all that follows; the color shows that to the author.
  'shell-comment': region(String.raw`(?<![^ \t;&|()])#`, never, {
    name: 'comment.line.number-sign.shell',
    opens: { 0: 'punctuation.definition.comment.shell' },
    patterns: [],
  }),
  'shell-operator': {
    patterns: [
      match('&&', 'keyword.operator.logical.shell punctuation.separator.statement.and.shell'),
      match(String.raw`\|\|`, 'keyword.operator.logical.shell punctuation.separator.statement.or.shell'),
      match(';;&?|;&', 'punctuation.terminator.statement.case.shell'),
      match(';', 'punctuation.terminator.statement.semicolon.shell'),
      match(String.raw`\|&?`, 'keyword.operator.pipe.shell'),
      match('&(?!>)', 'punctuation.separator.statement.background.shell'),
      match(String.raw`${commandStart}!(?=[ \t])`, 'keyword.operator.logical.shell'),
    ],
  },
  'shell-redirection': {
    patterns: [
      match(String.raw`\d*[<>]&(?:\d+|-)`, 'keyword.operator.redirect.shell'),
      region(String.raw`<\(|>\(`, String.raw`\)`, {
        name: 'string.interpolated.process-substitution.shell',
        opens: { 0: 'punctuation.definition.string.begin.shell' },
        closes: { 0: 'punctuation.definition.string.end.shell' },
        patterns: includes('shell'),
      }),
      region(String.raw`(<<<)[ \t]*`, wordEnd, { opens: { 1: 'keyword.operator.herestring.shell' }, patterns: parts }),
      match('<<-?', 'keyword.operator.heredoc.shell'),
      region(String.raw`((?:\d*|&)(?:>>|>\||>&|<>|>|<))[ \t]*`, wordEnd, {
        opens: { 1: 'keyword.operator.redirect.shell' },
        patterns: parts,
      }),
    ],
  },
  'shell-group': {
    patterns: [
      region(String.raw`\(\(`, String.raw`\)\)`, {
        name: 'meta.arithmetic.shell',
        opens: { 0: 'punctuation.section.arithmetic.double.shell' },
        closes: { 0: 'punctuation.section.arithmetic.double.shell' },
        patterns: includes('shell-arithmetic'),
      }),
      region(String.raw`\(`, String.raw`\)`, {
        name: 'meta.scope.subshell.shell',
        opens: { 0: 'punctuation.definition.subshell.single.shell' },
        closes: { 0: 'punctuation.definition.subshell.single.shell' },
        patterns: includes('shell'),
      }),
      match(String.raw`${commandStart}[{}]${wordEnd}`, 'punctuation.definition.group.shell'),
    ],
  },
  // `if` and `fi`, `case` and `esac` are single words and not the ends of a region: an unmatched one must not leave a region open.
  'shell-keyword': {
    patterns: [
      region(String.raw`${commandStart}(for|select)[ \t]+(\w+)`, String.raw`(?=[;&|)])`, {
        opens: { 1: 'keyword.control.shell', 2: 'variable.other.for.shell' },
        patterns: [match(String.raw`${wordStart}(?:in|do)${wordEnd}`, 'keyword.control.shell'), ...words, value],
      }),
      region(String.raw`${commandStart}case${wordEnd}`, String.raw`(?<=[ \t])(in)${wordEnd}|(?=[;&|)])`, {
        opens: { 0: 'keyword.control.shell' },
        closes: { 1: 'keyword.control.shell' },
        patterns: parts,
      }),
      match(
        String.raw`${commandStart}(?:if|then|elif|else|fi|while|until|do|done|esac|for|select|function|time|coproc)${wordEnd}`,
        'keyword.control.shell',
      ),
    ],
  },
  'shell-case-pattern': match(
    String.raw`${commandStart}(?!esac\b)(${casePart}(?:[ \t]*\|[ \t]*${casePart})*+)[ \t]*(\))`,
    'meta.scope.case-pattern.shell',
    {
      1: 'string.unquoted.pattern.shell',
      2: 'keyword.operator.pattern.case.shell',
    },
  ),
  'shell-function': match(String.raw`${commandStart}(?:(function)[ \t]+)?([\w-]+)[ \t]*(\()[ \t]*(\))`, {
    1: 'storage.type.function.shell',
    2: 'entity.name.function.shell',
    3: 'punctuation.definition.arguments.shell',
    4: 'punctuation.definition.arguments.shell',
  }),
  'shell-assignment': region(String.raw`${commandStart}([A-Za-z_]\w*)(?:\[[^\]\n]*\])?(\+?=)`, wordEnd, {
    opens: { 1: 'variable.other.assignment.shell', 2: 'keyword.operator.assignment.shell' },
    patterns: parts,
  }),
  'shell-test': region(String.raw`${commandStart}\[\[(?=[ \t])`, String.raw`\]\]${wordEnd}`, {
    name: 'meta.scope.logical-expression.shell',
    opens: { 0: 'punctuation.definition.logical-expression.shell' },
    closes: { 0: 'punctuation.definition.logical-expression.shell' },
    patterns: [
      match(String.raw`&&|\|\||=~|==|!=|=|!|<|>`, 'keyword.operator.logical.shell'),
      ...includes('shell-option', 'shell-string', 'shell-variable', 'shell-substitution', 'shell-escape'),
    ],
  }),
  'shell-option': match(String.raw`${wordStart}--?[A-Za-z0-9?@][\w-]*`, 'constant.other.option.shell'),
  'shell-command': {
    patterns: [
      commandFrom(String.raw`${commandStart}(?:${builtins})${wordEnd}`, `${command} support.function.builtin.shell`),
      commandFrom(String.raw`${commandStart}${plain}+`, command),
      commandFrom(String.raw`(?=["'$\\${tick}])`),
    ],
  },
  'shell-string': {
    patterns: [
      quoted(String.raw`\$'`, "'", 'string.quoted.single.dollar', 'shell', includes('shell-escape')),
      quoted("'", "'", 'string.quoted.single', 'shell', []),
      include('shell-double-quoted'),
    ],
  },
  'shell-double-quoted': quoted(
    String.raw`\$?"`,
    '"',
    'string.quoted.double',
    'shell',
    includes('shell-escape', 'shell-variable', 'shell-substitution'),
  ),
  'shell-escape': match(String.raw`\\[^\n]`, 'constant.character.escape.shell'),
  'shell-variable': { patterns: shellVariables },
  'shell-substitution': {
    patterns: [
      region(String.raw`\$\(\(`, String.raw`\)\)`, {
        name: 'meta.arithmetic.shell',
        opens: { 0: 'punctuation.section.arithmetic.double.shell' },
        closes: { 0: 'punctuation.section.arithmetic.double.shell' },
        patterns: includes('shell-arithmetic'),
      }),
      region(String.raw`\$\(`, String.raw`\)`, {
        name: 'meta.embedded.substitution.shell',
        opens: { 0: 'punctuation.definition.subshell.single.shell' },
        closes: { 0: 'punctuation.definition.subshell.single.shell' },
        patterns: includes('shell'),
      }),
      region('`', '`', {
        name: 'string.interpolated.backtick.shell',
        opens: { 0: 'punctuation.definition.evaluation.backticks.shell' },
        closes: { 0: 'punctuation.definition.evaluation.backticks.shell' },
        patterns: [
          match(String.raw`(?<=` + '[`|;&])[ \\t]*([\\w./-]+)', { 1: command }),
          ...includes('shell-operator', 'shell-option', 'shell-string', 'shell-variable', 'shell-escape'),
        ],
      }),
    ],
  },
  'shell-arithmetic': {
    patterns: [
      match(String.raw`\b\d+\b`, 'constant.numeric.integer.shell'),
      match(String.raw`[-+*/%<>=!&|^~?:]+`, 'keyword.operator.arithmetic.shell'),
      match(String.raw`\b[A-Za-z_]\w*\b`, 'variable.other.normal.shell'),
      region(String.raw`\(`, String.raw`\)`, { patterns: includes('shell-arithmetic') }),
      ...includes('shell-variable', 'shell-substitution'),
    ],
  },
};

/** A command from its name to the operator after its last argument. */
function commandFrom(begin, name) {
  return region(begin, commandEnd, {
    name: 'meta.statement.command.shell',
    ...(name ? { opens: { 0: name } } : {}),
    patterns: [
      ...words,
      ...includes('shell-option', 'shell-group'),
      match(String.raw`${wordStart}\d+${wordEnd}`, 'constant.numeric.integer.shell'),
      value,
    ],
  });
}

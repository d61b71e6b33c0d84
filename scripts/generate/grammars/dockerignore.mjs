// The grammar of .dockerignore files, as moby's ignorefile and patternmatcher read them.
import { include, includes, match, region } from './build.mjs';

export const dockerignore = {
  name: '.dockerignore',
  scopeName: 'source.dockerignore',
  patterns: includes('comment', 'pattern'),
  repository: {
    // Only a `#` in the first column starts a comment: ` #x` and `\#x` are patterns.
    comment: region(String.raw`^(?:\x{FEFF})?(#)`, '$', {
      name: 'comment.line.number-sign.dockerignore',
      opens: { 1: 'punctuation.definition.comment.dockerignore' },
      patterns: [],
    }),
    // Blanks around the pattern, and after its `!`, are ignored.
    pattern: region(String.raw`^[ \t]*(!)?[ \t]*(?=[^ \t\n])`, String.raw`(?=[ \t]*$)`, {
      opens: { 1: 'keyword.operator.negation.dockerignore' },
      patterns: includes('wildcard', 'class', 'escape', 'separator', 'name'),
    }),
    wildcard: match(String.raw`\*\*?|\?`, 'keyword.operator.wildcard.dockerignore'),
    class: region(String.raw`(\[)(\^)?`, String.raw`\]|(?=$)`, {
      name: 'constant.other.character-class.set.dockerignore',
      opens: { 1: 'punctuation.definition.character-class.begin.dockerignore', 2: 'keyword.operator.negation.dockerignore' },
      closes: { 0: 'punctuation.definition.character-class.end.dockerignore' },
      patterns: [include('escape'), match('(?<=[^\\[^])-(?=[^\\]])', 'keyword.operator.range.dockerignore')],
    }),
    escape: match(String.raw`\\.`, 'constant.character.escape.dockerignore'),
    separator: match('/', 'punctuation.separator.path.dockerignore'),
    name: match(String.raw`[^*?\[\\/\n \t]+`, 'string.unquoted.path.dockerignore'),
  },
};

import type { Span } from '../base/span.ts';

/**
 * How a kind of token is sent to the editor: an LSP type and modifiers, which every editor can color, and the scope of the grammar whose
 * color VS Code uses (package.json, semanticTokenScopes).
 */
interface TokenStyle {
  readonly type: string;
  readonly modifiers: readonly string[];
  readonly scope: string;
}

const variable = 'variable.other.normal.dockerfile';
const assigned = 'variable.other.assignment.dockerfile';

export const tokenStyles = {
  /** `RUN`, and the words of the language inside an instruction: `AS`, `NONE`. */
  keyword: { type: 'keyword', modifiers: [], scope: 'keyword.other.special-method.dockerfile' },
  /** `syntax` in `# syntax=`. */
  directive: { type: 'macro', modifiers: [], scope: 'keyword.control.directive.dockerfile' },
  /** `--from`. */
  flag: { type: 'decorator', modifiers: [], scope: 'entity.other.attribute-name.flag.dockerfile' },
  /** `target` in `--mount=target=`, names of labels. */
  property: { type: 'property', modifiers: [], scope: 'support.type.property-name.dockerfile' },
  /** One of a fixed list: `cache` in `--mount=type=cache`, `SIGTERM`, `tcp`. */
  choice: { type: 'enumMember', modifiers: [], scope: 'constant.language.dockerfile' },
  stage: { type: 'class', modifiers: [], scope: 'entity.name.function.stage.dockerfile' },
  stageDeclaration: { type: 'class', modifiers: ['declaration'], scope: 'entity.name.function.stage.dockerfile' },
  image: { type: 'type', modifiers: [], scope: 'entity.name.type.image.dockerfile' },
  /** `scratch`. */
  emptyImage: { type: 'type', modifiers: ['defaultLibrary'], scope: 'constant.language.scratch.dockerfile' },
  /** A tag, a digest, a port, a number, a duration. */
  number: { type: 'number', modifiers: [], scope: 'constant.numeric.dockerfile' },
  string: { type: 'string', modifiers: [], scope: 'string.unquoted.dockerfile' },
  path: { type: 'string', modifiers: ['path'], scope: 'string.unquoted.dockerfile' },
  arg: { type: 'variable', modifiers: ['arg'], scope: variable },
  argDeclaration: { type: 'variable', modifiers: ['declaration', 'arg'], scope: assigned },
  /** A script sets the ARG to another value. */
  argSetting: { type: 'variable', modifiers: ['modification', 'arg'], scope: assigned },
  env: { type: 'variable', modifiers: ['env'], scope: variable },
  envDeclaration: { type: 'variable', modifiers: ['declaration', 'env'], scope: assigned },
  envSetting: { type: 'variable', modifiers: ['modification', 'env'], scope: assigned },
  /** A variable that BuildKit, Docker or the base image sets. */
  predefined: { type: 'variable', modifiers: ['readonly', 'defaultLibrary'], scope: 'variable.language.dockerfile' },
  predefinedDeclaration: {
    type: 'variable',
    modifiers: ['declaration', 'readonly', 'defaultLibrary'],
    scope: 'variable.language.dockerfile',
  },
  predefinedSetting: { type: 'variable', modifiers: ['modification', 'defaultLibrary'], scope: assigned },
  /** A variable of a script, or of unknown origin. */
  variable: { type: 'variable', modifiers: [], scope: variable },
  variableSetting: { type: 'variable', modifiers: ['modification'], scope: assigned },
  command: { type: 'function', modifiers: [], scope: 'entity.name.command.shell' },
  builtin: { type: 'function', modifiers: ['defaultLibrary'], scope: 'support.function.builtin.shell' },
  /** `-y` of a command. */
  option: { type: 'parameter', modifiers: [], scope: 'constant.other.option.shell' },
  operator: { type: 'operator', modifiers: [], scope: 'keyword.operator.logical.shell' },
  /** The delimiter of a heredoc, at both its ends. */
  heredoc: { type: 'label', modifiers: [], scope: 'keyword.control.heredoc-token.dockerfile' },
} as const satisfies Readonly<Record<string, TokenStyle>>;

export type TokenKind = keyof typeof tokenStyles;

/** A span with one meaning. */
export interface SemanticToken extends Span {
  readonly kind: TokenKind;
}

const all: readonly TokenStyle[] = Object.values(tokenStyles);

/** The LSP legend. A token refers to its type by index, and to its modifiers by a bit for each index. */
export const tokenTypes: readonly string[] = [...new Set(all.map(({ type }) => type))];
export const tokenModifiers: readonly string[] = [...new Set(all.flatMap(({ modifiers }) => modifiers))];

import { memoizeWeak } from '../base/memoize.ts';
import type { DockerfileTree, Instruction } from './tree.ts';

/**
 * What marks a template, at the start of an instruction: Go and Jinja templates (`{{ if ... }}`, `{% for %}`, `{# ... #}`), ERB and EJS
 * (`<% ... %>`), and lines of jq templates (`}}...`, `) else ( -}}`).
 */
const controlLine = /^(?:\{[{%#]|<%|\}\}|%\}|#\}|%>)|(?:[-\s]\}\}|[-\s]%\}|%>)\s*$/;

/** A line of a template for m4: `include(begin.m4)`, `dnl a comment`, `BUILD_ALL()dnl`. https://www.gnu.org/software/m4/manual/ */
const macroLine =
  /^(?:m4_)?(?:s?include|define|undefine|pushdef|popdef|if(?:def|else)|change(?:quote|com)|divert)\(|^dnl(?:\s|$)|\)dnl\s*$/;

/**
 * A placeholder of a template: `{{ version }}`, `<%= version %>`, `%%VERSION%%`, `__VERSION__`, `@VERSION@`, `${templateOption:version}`,
 * `REPLACE-ME`, `BASEIMAGE`; not `${{ x }}`.
 */
const placeholder =
  /(?<!\$)\{\{|\{%|<%|%%\w+%%|__[A-Z][\w[\]]*?__|@[A-Z][A-Z0-9_]*@|\$\{templateOption:|^\w+\s+(?:BASE_?IMAGE|[A-Z_-]*REPLACED?(?:[_-][A-Z_-]*)?)(?:\s|$)/;

/**
 * A property of Maven, Gradle or Spring (`${project.build.finalName}`), which a plugin fills in. Docker has no names with dots, so that it
 * rejects the line; in single quotes it keeps them. https://maven.apache.org/plugins/maven-resources-plugin/examples/filter.html
 */
const property = /^[^']*(?<![\\`$])\$\{[a-z][\w-]*(?:\.[\w-]+)+\}/;

/** The same in a value, where a person may mean a variable: only objects that build tools have. */
const propertyOfTool =
  /^[^']*(?<![\\`$])\$\{(?:project|pom|parent|build|maven|docker|env|settings|java|jdk|spring|quarkus|git|pkg|app|application)(?:\.[\w-]+)+\}/;

/** Without one of these, a text is no template: most texts need no other test. */
const anyMark = /[{<]%|\{[{#]|\s\{\w+\}|%%|__|@|templateOption|REPLACE|BASE_?IMAGE|\w\(|dnl|\$\{[a-z][\w-]*\./;

/** Instructions in which `{{` has no meaning. Format strings of programs and labels may contain it. */
const plainInstructions: ReadonlySet<string> = new Set(['FROM', 'ARG', 'ADD', 'COPY', 'WORKDIR', 'USER', 'EXPOSE', 'VOLUME', 'STOPSIGNAL']);

/**
 * Whether the text is a template of a Dockerfile. A program makes the Dockerfile from it, so it says little about what Docker will read:
 * lines may be left out, repeated or replaced.
 */
export const isTemplate = memoizeWeak((tree: DockerfileTree): boolean => {
  const { text, instructions } = tree;
  if (hasUndeclaredPlaceholder(tree)) return true;
  const suspects = instructions.filter((each) => !each.known || hasMark(each.chunk, each));
  if (suspects.length === 0 || !anyMark.test(text)) return false;
  const hasExpression = /(?<!\$)\{\{/.test(text);
  return suspects.some((each) => isFromTemplate(each) || (hasExpression && !each.known && /\}\}\s*$/.test(each.source)));
});

/** Most instructions have no mark. Memoized by their text, because an edit changes one of them. */
const hasMark = memoizeWeak((_chunk: object, { source }: Instruction) => anyMark.test(source));

function isFromTemplate({ keyword, known, source, start, body }: Instruction): boolean {
  if (!known)
    return (
      controlLine.test(source.trim()) ||
      /^(?:__[A-Z]\w*__|@@\w+@@)$/.test(source.trim()) ||
      macroLine.test(source.trim()) ||
      /(?<!\$)\{\{/.test(source)
    );
  const own = source.slice(0, body.end - start);
  if (keyword === 'ENV' || keyword === 'LABEL') return propertyOfTool.test(own);
  if (!plainInstructions.has(keyword)) return false;
  if (property.test(own)) return true;
  if ((keyword === 'FROM' || keyword === 'EXPOSE') && /\s\{\w+\}(?:\s|$)/.test(own)) return true;
  return keyword === 'FROM' ? placeholder.test(own) : /(?<!\$)\{\{|\{%|<%|\$\{templateOption:/.test(own);
}

/**
 * Whether FROM has variables that no ARG before it declares, and the file shows that a program puts them in: the name of the image
 * begins with such a variable and has another one, or comments have `${...}` in them, which Docker does not read.
 */
function hasUndeclaredPlaceholder({ instructions, comments }: DockerfileTree): boolean {
  const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
  const from = instructions[first];
  if (!from?.source.includes('$')) return false;
  const declared = new Set(
    instructions.slice(0, first).flatMap(({ keyword, pairs }) => (keyword === 'ARG' ? pairs.map(({ name }) => name) : [])),
  );
  const own = from.source.slice(from.keyword.length, from.body.end - from.start);
  const image = own.split(/\s+/).find((word) => word !== '' && !word.startsWith('--')) ?? '';
  const names = [...image.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)].map(([, braced, plain]) => braced ?? plain!);
  if (names.length === 0 || names.some((name) => declared.has(name))) return false;
  if (names.length > 1 && /^\$(?:\{\w+\}|\w+)/.test(image)) return true;
  return comments.some(({ text }) => /\$\{\w+\}/.test(text) && !/^#*\s*(?:&&|[A-Z]+\s)/.test(text));
}

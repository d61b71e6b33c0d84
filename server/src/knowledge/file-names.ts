/**
 * Whether a name without a folder is that of a file, as far as the name shows: it has an extension, or is one of the usual files without
 * one. Names that start with a dot are usually folders (`.git`, `.github`).
 */
export function isFileName(name: string): boolean {
  return /.\.\w+$/.test(name) || usual.has(name);
}

const usual: ReadonlySet<string> = new Set(
  `Brewfile Caddyfile Containerfile Dockerfile Gemfile Jenkinsfile LICENSE Makefile NOTICE Pipfile Procfile README Rakefile Vagrantfile
  gradlew mvnw .babelrc .bashrc .condarc .dockerignore .editorconfig .env .eslintrc .gitignore .netrc .npmrc .nvmrc .prettierrc .pypirc
  .vimrc .yarnrc`.split(/\s+/),
);

/** Names of templates: `Dockerfile.j2` and `tmplv2.Dockerfile` are no Dockerfiles before a program has filled them in. */
const templateExtension =
  /\.(?:ejs|envsubst|erb|gotmpl|hbs|in|j2|jinja2?|m4|mako|mustache|template|tmpl|tpl)$|^(?:template|tmpl)(?:v?\d+)?\./i;

/** Whether a file is a template by its name. */
export function isTemplateName(name: string): boolean {
  return templateExtension.test(name);
}

/**
 * Whether a file with another name than `Dockerfile` is a part of one, which a program puts together: it begins with an instruction that may
 * not come first or with ARG, and has no FROM.
 */
export function isFragment(name: string, text: string): boolean {
  if (/^(?:dockerfile|containerfile)$/i.test(name) || /^[ \t\uFEFF]*from\s/im.test(text)) return false;
  const first = /^[ \t]*([^\s#]\S*)/m.exec(text)?.[1];
  return (
    first !== undefined &&
    /^(?:add|arg|cmd|copy|entrypoint|env|expose|healthcheck|label|onbuild|run|shell|stopsignal|user|volume|workdir)$/i.test(first)
  );
}

/** Extensions of programs, documents, data and pictures. */
const sourceExtension =
  /\.(?:[cm]?[jt]sx?|go|py|rb|rs|java|kt|scala|swift|c|h|cc|cpp|hpp|cs|fs|php|lua|el|hs|lean|vim|sh|ps1|css|html?|json|ya?ml|toml|xml|md|rst|adoc|txt|log|snap|map|svg|png|jpe?g|gif|pdf)$/i;

/** Whether the name is that of a program, a document, data or a picture: `Dockerfile.go` may be any of them, or a Dockerfile for Go. */
export function hasSourceExtension(name: string): boolean {
  return sourceExtension.test(name);
}

/** Whether a file such as `Dockerfile.cs` or `Dockerfile.md` is no Dockerfile: its first line is neither FROM nor ARG. */
export function isOtherFile(name: string, text: string): boolean {
  if (!hasSourceExtension(name)) return false;
  const first = /^[ \t]*([^\s#].*)$/m.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '';
  return !/^(?:arg\s+\w|from\s+(?:--\S+\s+)*[^\s-]\S*(?:\s+as\s+\S+)?\s*\\?$|from\s*[\\`]$)/i.test(first.trimEnd());
}

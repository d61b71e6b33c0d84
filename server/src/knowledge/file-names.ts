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

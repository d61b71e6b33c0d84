import { hasRole } from '../../knowledge/programs.ts';

/** A `$NAME` or `${NAME...}` in a string of an exec form. */
export interface DollarText {
  readonly name: string;
  /** The text between the name and `}`; undefined without braces. */
  readonly rest: string | undefined;
}

/**
 * Whether the program that gets the word resolves the `$` itself, or the text is not a variable of a shell at all. `argv` are the words of
 * the container's command, `at` the index of the word.
 */
export function isResolvedByProgram({ name, rest }: DollarText, argv: readonly string[], at: number): boolean {
  const word = argv[at]!;
  if (linkerNames.has(name) || passwordHash.test(word)) return true;
  // `${env:X}`, `${project.version}`, `${PORT:8080}`: templates of another language.
  if (rest && !shellModifier.test(rest)) return true;
  // Names of properties may have dashes: `${mysql-port}`. In a shell, that is a default value.
  if (rest !== undefined && /^(?:-\w+)+$/.test(rest) && propertyAssignment.test(word)) return true;
  if (rest === '' && (propertyAssignment.test(word) || argv.some((program) => hasRole(program, 'expandsBraces')))) return true;
  // The command line for a shell that the program starts: `container-init -c "app $X"`.
  if (at > 0 && argv[at - 1] === '-c' && /\s/.test(word) && !argv.slice(0, at).some((program) => hasRole(program, 'shell'))) return true;
  return at > 0 && codeOption.test(argv[at - 1]!) && argv.slice(0, at).some((program) => hasRole(program, 'dollarCode'));
}

/** ld.so(8), "Dynamic string tokens". */
const linkerNames: ReadonlySet<string> = new Set(['ORIGIN', 'LIB', 'PLATFORM']);

/** crypt(5): `$2y$10$...`, `$apr1$...`. */
const passwordHash = /\$(?:apr1|argon2\w*|2[abxy]|[1567y]|gy|sha1)\$/;

/** What can follow the name in braces in a shell. `:8080` is the default of another language. */
const shellModifier = /^(?::[-+=?]|:\s*\d+:|[-+=?#%/^,@])/;

/**
 * A property of the JVM, or an option or argument with a dotted name and a value: `-Dserver.port=`, `--spring.profiles.active=`,
 * `-Ecluster.name=`. Spring, SmallRye Config, Log4j, Elasticsearch and others resolve `${NAME}` in its value.
 */
const propertyAssignment = /^(?:-D[^=]+|-{0,2}(?:cfg:)?[\w[\]-]+(?:\.[\w[\]-]+)+)=/;

/** Options of interpreters whose value is code. */
const codeOption = /^(?:-[A-Za-z]*[cep]|--eval|--print)$/;

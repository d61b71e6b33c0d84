/** What the command line says about the configuration. */
export interface ConfigurationOptions {
  /** A configuration file that is used instead of those that are found. */
  readonly config?: string | undefined;
  readonly preset?: string | undefined;
  /** `ID=LEVEL`, any number of them. */
  readonly rule?: readonly string[] | undefined;
}

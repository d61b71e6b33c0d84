/** An image that a container engine has, with its history: what `docker image ls` and `docker history --no-trunc` say. */
export interface BuiltImage {
  readonly id: string;
  /** `app:latest`, `registry.example/team/app:1.2`; empty for an image without a name. */
  readonly tags: readonly string[];
  /** When it was built, in milliseconds since 1970; 0 for an image that does not say so. */
  readonly created: number;
  /** Its history, the oldest entry first: those of the base image, then one for each instruction. */
  readonly history: readonly HistoryEntry[];
}

/** An entry of the history of an image. */
export interface HistoryEntry {
  /** The instruction, in a form that differs between builders. */
  readonly createdBy: string;
  /** The bytes of its layer as the engine counts them; 0 for an instruction without a layer. */
  readonly bytes: number;
  /** In seconds since 1970. */
  readonly created: number;
  /** `buildkit.dockerfile.v0`, `FROM debian:bookworm-slim`; mostly empty. */
  readonly comment: string;
}

/** The images of the container engines of this machine. */
export interface BuiltImages {
  readonly images: readonly BuiltImage[];
  /** The ids of images that have matched a Dockerfile without a difference before: a few edits later, it is still the same file. */
  readonly known: ReadonlySet<string>;
  /** When the engines were asked, in milliseconds since 1970: the ages of images count from here. */
  readonly asOf: number;
}

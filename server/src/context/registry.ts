import type { External } from '../base/external.ts';

/** A tag as a registry lists it. */
export interface RegistryTag {
  readonly name: string;
  /** Bytes to download, where the registry says so. */
  readonly compressed: number | undefined;
  /** When it was pushed last, as an ISO date. */
  readonly date: string | undefined;
}

/** Tags of one image, the newest first: by date where the registry knows it, else by what they say. */
export interface RegistryTags {
  readonly tags: readonly RegistryTag[];
  /** There are no others that begin with what was asked for. */
  readonly complete: boolean;
}

/** An image as a registry lists it. */
export interface RegistryImage {
  /** As it is written behind the registry's host: `team/app`. */
  readonly name: string;
  /** A few words of its owner's, where the registry has them. */
  readonly description: string | undefined;
  /** One of Docker's own on Docker Hub. */
  readonly official: boolean;
}

/** Images of one registry: of Docker Hub the likeliest first, of others by name. */
export interface RegistryImages {
  readonly images: readonly RegistryImage[];
  /** There are no others that go with what was asked for. */
  readonly complete: boolean;
}

/** What registries say. Each answer is what is known now; a question that has no answer yet is under way. Never waits. */
export interface RegistryLookup {
  /** The tags of an image (`docker.io`, `bitnami/redis`), where there are very many those with `typed` in them. */
  tags(registry: string, repository: string, typed: string): External<RegistryTags>;
  /**
   * The images of a registry, where there are very many those that go with `typed`, which is what is written behind the registry's host.
   * Nothing is asked where that is too little to tell them apart.
   */
  images(registry: string, typed: string): External<RegistryImages>;
}

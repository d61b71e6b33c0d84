/*
 * CUDA images, packages and wheels. Sources: the tags of nvidia/cuda on Docker Hub and their Dockerfiles
 * (https://gitlab.com/nvidia/container-images/cuda), the installation guide of the NVIDIA Container Toolkit, and https://pytorch.org/get-started
 * with its list of previous versions; read 2026-11.
 */

/** What a tag of nvidia/cuda says about the image. */
export interface CudaTag {
  /** `12.4`. */
  readonly version: string;
  /** `base` has the CUDA runtime, `runtime` the libraries, `devel` the compiler and headers. */
  readonly flavor: 'base' | 'runtime' | 'devel';
  readonly hasCudnn: boolean;
}

/** Reads a tag of nvidia/cuda: `12.4.1-cudnn-devel-ubuntu22.04`. Undefined for tags of another form. */
export function readCudaTag(repository: string, tag: string | undefined): CudaTag | undefined {
  if (repository !== 'nvidia/cuda' || tag === undefined) return undefined;
  const [, version, cudnn, flavor] = /^(\d+\.\d+)(?:\.\d+)?(-cudnn\d*)?-(base|runtime|devel)\b/.exec(tag) ?? [];
  return version && flavor ? { version, flavor: flavor as CudaTag['flavor'], hasCudnn: cudnn !== undefined } : undefined;
}

/** The CUDA versions for which PyTorch has had wheels since 2023, as in the address of their index. */
const wheelVersions = ['118', '121', '124', '126', '128', '129', '130'];

/** `118` is CUDA 11.8. */
export function versionOfWheel(digits: string): string {
  return `${digits.slice(0, -1)}.${digits.slice(-1)}`;
}

/** The index of PyTorch wheels for a CUDA version: the newest one that is not newer, of the same major version. */
export function wheelFor(version: string): string | undefined {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  const same = wheelVersions.filter((digits) => Number(digits.slice(0, -1)) === major);
  return same.findLast((digits) => Number(digits.slice(-1)) <= minor) ?? same[0];
}

/** Packages that belong on the host: the container toolkit, which the engine of the host uses, and the kernel driver. */
const toolkit = /^(?:nvidia-container-(?:toolkit(?:-base)?|runtime)|nvidia-docker2?|libnvidia-container(?:1|-tools))$/;
const driver = /^(?:nvidia-(?:driver|dkms|kernel)[\w-]*|cuda-drivers(?:-\d+)?|cuda(?:-\d+-\d+)?)$/;

/** Whether a system package belongs on the host of the containers instead of an image. `cuda` is the package with toolkit and driver. */
export function hostPackageKind(name: string): 'toolkit' | 'driver' | undefined {
  return toolkit.test(name) ? 'toolkit' : driver.test(name) ? 'driver' : undefined;
}

/** The packages of the images by flavor, without the CUDA version in their name. */
const contents: readonly { readonly name: RegExp; readonly flavors: string; readonly cudnn: boolean }[] = [
  { name: /^cuda-(?:cudart|compat)$/, flavors: 'base runtime devel', cudnn: false },
  { name: /^(?:cuda-libraries|cuda-nvtx|libcublas|libcusparse|libnpp)$/, flavors: 'runtime devel', cudnn: false },
  {
    name: /^(?:cuda-(?:minimal-build|libraries-dev|command-line-tools|nvml-dev|cudart-dev|nvcc)|lib(?:cublas|cusparse|npp|nccl)-dev)$/,
    flavors: 'devel',
    cudnn: false,
  },
  { name: /^(?:lib)?cudnn\d*$/, flavors: 'runtime devel', cudnn: true },
  { name: /^(?:lib)?cudnn\d*-dev(?:el)?$/, flavors: 'devel', cudnn: true },
];

/** Whether an image of nvidia/cuda already has a package: the one of its own CUDA version, or one without a version in its name. */
export function isInCudaImage(name: string, { version, flavor, hasCudnn }: CudaTag): boolean {
  const [, base, suffix = ''] = /^(.*?)(?:-cuda)?(?:-(\d+(?:-\d+)?))?$/s.exec(name)!;
  const isSameVersion = `${version.replace('.', '-')}-`.startsWith(suffix && `${suffix}-`);
  return isSameVersion && contents.some((one) => one.name.test(base!) && one.flavors.includes(flavor) && (hasCudnn || !one.cudnn));
}

/** Python packages that compile CUDA code when they are installed or used. */
const compiling =
  /^(?:apex|bitsandbytes|causal[-_]conv1d|cupy|deepspeed|detectron2|exllama\w*|flash[-_]attn|horovod|mamba[-_]ssm|mmcv(?:-full)?|nvdiffrast|pycuda|pytorch3d|sageattention|spconv\w*|tinycudann|transformer[-_]engine|triton|vllm|xformers)$/i;

/** Whether a Python package needs the compiler of CUDA. */
export function compilesCuda(name: string): boolean {
  return compiling.test(name);
}

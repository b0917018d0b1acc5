/** As license-checker-rseidelsohn says it of one package. */
interface CheckedPackage {
  readonly licenses?: string | readonly string[];
  readonly licenseText?: string;
  readonly licenseFile?: string;
  readonly repository?: string;
}

/** The packages that the server runs with, by `name@version`; those that only build and test are not among them. */
export function readPackages(root: string): Promise<Readonly<Record<string, CheckedPackage>>>;

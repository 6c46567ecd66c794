/** A reference to a container image: registry, path, tag, digest. */
const REFERENCE =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::(?<tag>\w[\w.-]{0,127}))?(?<digest>@[A-Za-z0-9_+.-]+:[0-9a-fA-F]{32,})?$/;

/** Tag of a container image: `latest` if it says neither tag nor digest, empty if it is no reference to an image. */
export function imageTag(image: string): string {
  const groups = image.length > 4096 ? undefined : REFERENCE.exec(image)?.groups;
  if (groups === undefined) return '';
  return groups.tag ?? (groups.digest === undefined ? 'latest' : '');
}

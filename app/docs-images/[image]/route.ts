import { readFile } from "node:fs/promises";
import path from "node:path";

/** The pictures of docs/, as its pages show them. Their names are plain, so that nothing else can be asked for. */
export async function GET(_request: Request, { params }: RouteContext<"/docs-images/[image]">): Promise<Response> {
  const { image } = await params;
  if (!/^[\w-]+\.png$/.test(image)) return new Response(null, { status: 404 });
  try {
    const bytes = await readFile(path.join(process.cwd(), "docs/images", image));
    return new Response(new Uint8Array(bytes), {
      headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=3600" },
    });
  } catch {
    return new Response(null, { status: 404 });
  }
}

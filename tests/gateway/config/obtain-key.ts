/** A process of its own that obtains one key: `obtain-key.ts FOLDER NAME`; tells it to its parent. */
import { createLocalKeyStore } from "../../../gateway/config/index.ts";

const [folder = "", name = ""] = process.argv.slice(2);
process.send?.(Buffer.from(createLocalKeyStore(folder).obtain(name, 64)).toString("hex"), () => process.disconnect());

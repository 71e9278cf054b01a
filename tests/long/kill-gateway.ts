/** A gateway of the kill loop, in a process of its own: told where to be, tells its port. */
import { createLocalKeyStore, loadConfig } from "../../gateway/config/index.ts";
import { startGateway } from "../../gateway/main.ts";

interface Order {
  readonly folder: string;
  readonly lokiFolder: string;
  readonly file: unknown;
}

process.once("message", ({ folder, lokiFolder, file }: Order) => {
  const config = loadConfig({ env: { PORT: "0" }, file, keys: createLocalKeyStore(folder) });
  void startGateway(config, { writeLog: () => undefined, now: () => new Date(), lokiFolder }).then(({ port }) =>
    process.send?.({ port }),
  );
});

/**
 * The page that a provider sends people back to: hands the provider's answer to the query page, which waits for
 * it in another window, and closes itself. By a channel of this origin: the two windows can't reach each other
 * (Cross-Origin-Opener-Policy). The code in it is of no use without the verifier that the query page has.
 */
import { returnChannel } from "./client/return-channel.ts";

const channel = new BroadcastChannel(returnChannel);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel of this origin has no target
channel.postMessage(location.search);
channel.close();
// The address is not left in the window's history.
history.replaceState(null, "", location.pathname);
close();

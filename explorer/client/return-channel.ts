/** Name of the channel on which a provider's answer comes from the window of the sign-in. */
export const returnChannel = "kirjautuminen";

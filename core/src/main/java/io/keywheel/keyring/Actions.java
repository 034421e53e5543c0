package io.keywheel.keyring;

/** What a member does beside choosing keys. */
public interface Actions {

    /** Cuts the answers that run with the key, within a second. */
    void cut(String keyId);
}

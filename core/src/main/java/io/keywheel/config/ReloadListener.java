package io.keywheel.config;

/** Told when settings have changed: brings into force what takes effect at once. */
@FunctionalInterface
public interface ReloadListener {

    /**
     * Called after each reload that changed something, one after the other; not to wait in.
     *
     * @param settings as the sources say now; what waits for a restart is in them already
     */
    void reloaded(Settings settings, Reloaded what);
}

package io.keywheel.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All sources at one moment, and the settings that they make.
 *
 * @param texts what counts of each setting that is no key
 * @param taken what each source gave
 * @param secrets what the files of single secrets held
 * @param broken those of them that are broken, and why
 * @param mistakes what is wrong with no single source
 */
record Snapshot(
        Loading loading,
        Map<String, String> texts,
        List<Taken> taken,
        Map<String, String> secrets,
        Map<String, List<Mistake>> broken,
        List<Mistake> mistakes) {

    Optional<Taken> of(String source) {
        return taken.stream().filter(each -> each.info().name().equals(source)).findFirst();
    }

    /** Whether its files are watched. */
    boolean watches() {
        try {
            return Quantities.yesOrNo(texts.getOrDefault(SettingTable.WATCH.name(), "false"));
        } catch (Unfit e) {
            return false;
        }
    }

    /** Most of it may be secrets. */
    @Override
    public String toString() {
        return "Snapshot[" + loading + "]";
    }
}

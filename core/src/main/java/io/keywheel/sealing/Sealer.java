package io.keywheel.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Seals with the newest master key and opens with each of them. A sealed content is one byte that says how it is built, the id of its
 * master key, and AES-256-GCM's nonce, text and tag. Any thread may call.
 */
public final class Sealer {
    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + MasterKey.ID_BYTES;

    private final List<MasterKey> newestFirst;
    private final Map<Purpose, Aead> keys = new ConcurrentHashMap<>();

    private record Purpose(String keyId, String name) {}

    public Sealer(List<MasterKey> newestFirst) {
        if (newestFirst.isEmpty()) throw new IllegalArgumentException("sealing needs a master key");
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** The ids of all master keys that open, newest first. */
    public List<String> keyIds() {
        return newestFirst.stream().map(MasterKey::id).toList();
    }

    public byte[] seal(Binding binding, byte[] content) {
        MasterKey newest = newestFirst.get(0);
        try {
            byte[] sealed = aead(newest, binding.purpose()).encrypt(content, binding.associatedData());
            return ByteBuffer.allocate(HEADER + sealed.length)
                    .put(FORMAT)
                    .put(newest.idBytes())
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals whatever it is given", e);
        }
    }

    public Opened open(Binding binding, byte[] sealed) {
        if (!isSealed(sealed)) return new Opened.Altered();
        Optional<MasterKey> key = keyOf(sealed);
        if (key.isEmpty()) return new Opened.OtherMasterKey(idOf(sealed));
        byte[] text = Arrays.copyOfRange(sealed, HEADER, sealed.length);
        try {
            return new Opened.Content(aead(key.get(), binding.purpose()).decrypt(text, binding.associatedData()));
        } catch (GeneralSecurityException e) {
            return new Opened.Altered();
        }
    }

    /** Whether it should be sealed anew before the old master key can go. */
    public boolean isSealedWithOld(byte[] sealed) {
        return isSealed(sealed) && !idOf(sealed).equals(newestFirst.get(0).id());
    }

    private static boolean isSealed(byte[] sealed) {
        return sealed.length > HEADER && sealed[0] == FORMAT;
    }

    private static String idOf(byte[] sealed) {
        return HexFormat.of().formatHex(sealed, 1, HEADER);
    }

    private Optional<MasterKey> keyOf(byte[] sealed) {
        String id = idOf(sealed);
        return newestFirst.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    private Aead aead(MasterKey key, String purpose) {
        return keys.computeIfAbsent(new Purpose(key.id(), purpose), p -> aead(key.keyFor(purpose)));
    }

    private static Aead aead(byte[] key) {
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    @Override
    public String toString() {
        return "Sealer" + keyIds();
    }
}

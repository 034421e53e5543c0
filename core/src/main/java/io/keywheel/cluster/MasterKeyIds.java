package io.keywheel.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Short public names of master keys: equal where the keys are, and telling nothing of them. */
record MasterKeyIds(Set<String> ids) {
    private static final byte[] NO_SALT = new byte[32];
    private static final byte[] PURPOSE = "keywheel master key id\u0001".getBytes(StandardCharsets.US_ASCII);
    private static final int BYTES = 8;

    static MasterKeyIds of(List<byte[]> masterKeys) {
        return new MasterKeyIds(masterKeys.stream().map(MasterKeyIds::id).collect(Collectors.toUnmodifiableSet()));
    }

    static MasterKeyIds parse(String text) {
        return new MasterKeyIds(Set.of(text.split(",")));
    }

    String text() {
        return ids.stream().sorted().collect(Collectors.joining(","));
    }

    boolean shareOneWith(MasterKeyIds others) {
        return !Collections.disjoint(ids, others.ids);
    }

    /** HKDF-SHA256 (RFC 5869): extract, then the first block of expand. */
    private static String id(byte[] masterKey) {
        byte[] extracted = hmac(NO_SALT, masterKey);
        return HexFormat.of().formatHex(hmac(extracted, PURPOSE), 0, BYTES);
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}

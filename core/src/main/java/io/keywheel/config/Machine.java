package io.keywheel.config;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * What settings depend on, beside what people wrote.
 *
 * @param maxHeap bytes
 * @param ownAddress whether a host name or address is this machine's; may ask the resolver
 */
record Machine(long maxHeap, Predicate<String> ownAddress) {

    static Machine here() {
        return new Machine(Runtime.getRuntime().maxMemory(), Machine::isLocal);
    }

    private static boolean isLocal(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null) return true;
            }
            return false;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }
}

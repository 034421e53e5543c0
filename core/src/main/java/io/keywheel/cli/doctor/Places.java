package io.keywheel.cli.doctor;

import io.keywheel.config.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the ports of both planes and of the cluster. */
record Places(Settings settings) {

    List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        Settings.DataPlane data = settings.dataPlane();
        Settings.AdminPlane admin = settings.adminPlane();
        found.add(plane(
                "port", "KEYWHEEL_PORT", data.host(), data.port(), data.tls().isPresent()));
        found.add(plane(
                "admin port",
                "KEYWHEEL_ADMIN_PORT",
                admin.host(),
                admin.port(),
                admin.tls().isPresent()));
        settings.cluster().ifPresent(cluster -> members(cluster, found));
        return found;
    }

    private static Finding plane(String check, String setting, String host, int port, boolean tls) {
        String place = host + ":" + port;
        if (port == 0) return Finding.good(check, "any free one");
        try {
            if (Sockets.canListen(host, port)) return Finding.good(check, place + " is free");
            if (Sockets.isKeywheel(host, port, tls)) return Finding.good(check, place + " is a Keywheel's that runs");
            return Finding.bad(check, place + " is taken by another program", "Set " + setting + " to a free port.");
        } catch (IOException e) {
            String mend = port < 1024 ? "Take a port above 1023, or the right to listen below." : "Check the address.";
            return Finding.bad(check, place + ": " + e.getMessage(), mend);
        }
    }

    private static void members(Settings.Cluster cluster, List<Finding> found) {
        for (String member : cluster.members()) {
            int colon = member.lastIndexOf(':');
            String host = member.substring(0, colon).replaceAll("[\\[\\]]", "");
            int port = Integer.parseInt(member.substring(colon + 1));
            found.add(member.equals(cluster.address()) ? own(member, host, port) : other(member, host, port));
        }
    }

    private static Finding own(String member, String host, int port) {
        try {
            boolean free = Sockets.canListen(host, port);
            return Finding.good(
                    "cluster", member + (free ? " is free for this member" : " is in use: this member runs"));
        } catch (IOException e) {
            return Finding.bad(
                    "cluster", member + ": " + e.getMessage(), "KEYWHEEL_CLUSTER_ADDRESS must be this machine's.");
        }
    }

    private static Finding other(String member, String host, int port) {
        return Sockets.answers(host, port)
                ? Finding.good("cluster", member + " answers")
                : Finding.bad(
                        "cluster", member + " does not answer", "Start it, or let members reach each other's ports.");
    }
}

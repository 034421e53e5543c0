package io.keywheel.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import io.keywheel.clusterconfig.MemberAddress;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may be a member: one that holds a master key which the older members hold too. Members cannot be refused by open-source
 * Hazelcast, so the younger leaves by itself; what it could have read by then is sealed.
 */
final class Admission implements MembershipListener {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String ATTRIBUTE = "keywheel.master-key-ids";

    private final MasterKeyIds own;

    Admission(MasterKeyIds own) {
        this.own = own;
    }

    void addTo(Config config) {
        config.getMemberAttributeConfig().setAttribute(ATTRIBUTE, own.text());
        config.addListenerConfig(new ListenerConfig(this));
    }

    /** Why this member must leave, if it must. */
    Optional<String> refusal(Collection<Member> oldestFirst) {
        for (Member member : oldestFirst) {
            if (member.localMember()) return Optional.empty();
            if (!shareKeyWith(member)) return Optional.of(words(member));
        }
        return Optional.empty();
    }

    private static String words(Member older) {
        return "This node shares no master key with member " + address(older)
                + " and was turned away: give all members the same KEYWHEEL_MASTER_KEY";
    }

    boolean shareKeyWith(Member member) {
        String published = member.getAttribute(ATTRIBUTE);
        return published != null && MasterKeyIds.parse(published).shareOneWith(own);
    }

    static String address(Member member) {
        Address address = member.getAddress();
        return new MemberAddress(address.getHost(), address.getPort()).toString();
    }

    @Override
    public void memberAdded(MembershipEvent event) {
        Member member = event.getMember();
        if (shareKeyWith(member)) {
            LOG.info(
                    "Member {} joined, {} in the cluster",
                    address(member),
                    event.getMembers().size());
        } else {
            LOG.warn("Member {} shares no master key with this one and is turned away", address(member));
        }
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        LOG.info(
                "Member {} left, {} in the cluster",
                address(event.getMember()),
                event.getMembers().size());
    }
}

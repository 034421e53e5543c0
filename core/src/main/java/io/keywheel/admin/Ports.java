package io.keywheel.admin;

import io.keywheel.admin.port.AlertSettings;
import io.keywheel.admin.port.Audit;
import io.keywheel.admin.port.ConfigView;
import io.keywheel.admin.port.Events;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.LaneHistory;
import io.keywheel.admin.port.Members;
import io.keywheel.admin.port.Operations;
import io.keywheel.admin.port.Pools;
import io.keywheel.admin.port.Reloads;
import io.keywheel.admin.port.Requests;
import io.keywheel.admin.port.Resealing;
import io.keywheel.admin.port.Tokens;
import io.keywheel.admin.port.UsageQuery;

/** Everything that the API talks to; {@link Absent} stands where nobody is there yet. */
public record Ports(
        Keys keys,
        Pools pools,
        Tokens tokens,
        Operations operations,
        Requests requests,
        Events events,
        Members members,
        ConfigView config,
        UsageQuery usage,
        LaneHistory lanes,
        Audit audit,
        AlertSettings settings,
        Reloads reloads,
        Resealing resealing) {}

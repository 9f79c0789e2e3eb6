package io.github.cdkrouteserver.localaws.ec2;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of VPCs, subnets and route tables, which live elsewhere. What is not registered is believed. Thread-safe.
 */
public final class NetworkRegistry {
    // AWS keeps the first four addresses of each subnet.
    private static final int RESERVED_ADDRESSES = 4;

    private final Map<String, Subnet> subnets = new ConcurrentHashMap<>();
    private final Map<String, String> routeTables = new ConcurrentHashMap<>();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Long>> taken = new ConcurrentHashMap<>();

    NetworkRegistry() {}

    /**
     * Registers a subnet whose addresses are of no interest.
     *
     * @param subnetId the subnet
     * @param vpcId its VPC
     */
    public void registerSubnet(String subnetId, String vpcId) {
        int hash = subnetId.hashCode();
        registerSubnet(subnetId, vpcId, "10." + (hash >> 8 & 0xff) + "." + (hash & 0xff) + ".0/24");
    }

    /**
     * Registers a subnet.
     *
     * @param subnetId the subnet
     * @param vpcId its VPC
     * @param cidrBlock its IPv4 range, from which endpoints get addresses
     */
    public void registerSubnet(String subnetId, String vpcId, String cidrBlock) {
        subnets.put(subnetId, new Subnet(vpcId, cidrBlock));
    }

    /**
     * Registers a route table.
     *
     * @param routeTableId the route table
     * @param vpcId its VPC
     */
    public void registerRouteTable(String routeTableId, String vpcId) {
        routeTables.put(routeTableId, vpcId);
    }

    /**
     * Makes EC2 answer NotFound for a VPC, subnet or route table.
     *
     * @param id its id
     */
    public void registerMissing(String id) {
        missing.add(id);
    }

    boolean isMissing(String id) {
        return missing.contains(id);
    }

    Optional<String> vpcOfSubnet(String subnetId) {
        return Optional.ofNullable(subnets.get(subnetId)).map(Subnet::vpcId);
    }

    Optional<String> vpcOfRouteTable(String routeTableId) {
        return Optional.ofNullable(routeTables.get(routeTableId));
    }

    String takeAddress(String subnetId) {
        if (!subnets.containsKey(subnetId)) {
            int hash = subnetId.hashCode();
            return takeAddress(subnetId, "10." + (hash >> 8 & 0xff) + "." + (hash & 0xff) + ".0/24");
        }
        return takeAddress(subnetId, subnets.get(subnetId).cidrBlock);
    }

    void releaseAddress(String subnetId, String address) {
        taken.getOrDefault(subnetId, new HashSet<>()).remove(number(address));
    }

    private String takeAddress(String subnetId, String cidrBlock) {
        String[] parts = cidrBlock.split("/");
        long size = 1L << (32 - Integer.parseInt(parts[1]));
        long base = number(parts[0]) / size * size;
        Set<Long> used = taken.computeIfAbsent(subnetId, id -> ConcurrentHashMap.newKeySet());
        for (long address = base + RESERVED_ADDRESSES; address < base + size - 1; address++) {
            if (used.add(address)) {
                return (address >> 24 & 0xff) + "." + (address >> 16 & 0xff) + "." + (address >> 8 & 0xff) + "."
                        + (address & 0xff);
            }
        }
        throw new Ec2Error(
                "InsufficientFreeAddressesInSubnet",
                "There are not enough free addresses in subnet '" + subnetId + "' to satisfy the request.");
    }

    private static long number(String address) {
        try {
            return new BigInteger(1, InetAddress.getByName(address).getAddress()).longValue();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IPv4 address: " + address, e);
        }
    }

    private record Subnet(String vpcId, String cidrBlock) {}
}

package io.github.cdkrouteserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.1.10,10.0.0.0/16,false",
        "10.0.255.255,10.0.0.0/16,false",
        "10.1.0.0,10.0.0.0/16,true",
        "9.255.255.255,10.0.0.0/16,true",
        "192.168.1.10,0.0.0.0/0,false",
        "10.0.0.16,10.0.0.0/28,true",
        "10.0.0.7,10.0.0.7/32,false",
        "200.0.0.1,72.0.0.0/8,true",
        "10.0.1.10,${Token[Block.1]},false",
        "${Token[Address.1]},10.0.0.0/16,false"
    })
    void isOutside_literals_areCompared(String address, String block, boolean outside) {
        assertThat(Cidr.isOutside(address, block)).isEqualTo(outside);
    }
}

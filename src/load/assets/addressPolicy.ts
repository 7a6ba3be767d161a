import { BlockList, isIP } from 'node:net'

/** Decides whether an IP address (as text, v4 or v6) may be connected to. */
export type AddressPolicy = (address: string) => boolean

/** Networks that are not the public internet. Source: IANA's registries of special-purpose addresses, v4 and v6. */
const specialV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
const specialV6 = '2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20'

/** The policy for pictures from the network: only public addresses, never this machine or the networks around it. */
export function publicOnly(): AddressPolicy {
  const special = new BlockList()
  for (const network of specialV4.split(' ')) addNetwork(special, network, 'ipv4')
  for (const network of specialV6.split(' ')) addNetwork(special, network, 'ipv6')
  // Everything public in IPv6 lies in 2000::/3; v4 addresses in v6 clothes, local and private ones do not.
  const globalV6 = new BlockList()
  addNetwork(globalV6, '2000::/3', 'ipv6')
  return (address) => {
    const family = isIP(address)
    if (family === 4) return !special.check(address, 'ipv4')
    return family === 6 && !address.includes('%') && globalV6.check(address, 'ipv6') && !special.check(address, 'ipv6')
  }
}

function addNetwork(list: BlockList, network: string, family: 'ipv4' | 'ipv6'): void {
  const [address = '', prefix = ''] = network.split('/')
  list.addSubnet(address, Number(prefix), family)
}

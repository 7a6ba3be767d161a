/** How a hint may begin: with what to do, or with the name of what helps. */
export const hintBegins =
  /^(?:Add|Align|Build|Change|Check|Choose|Close|Compare|Connect|Convert|Copy|Create|Cut|Delete|Describe|Did|Draw|Enable|Fetch|Fill|Fix|Free|Give|Highlight|Include|Indent|Install|Keep|Leave|Let|Link|Make|Move|Name|Open|Plug|Press|Put|Raise|Reduce|Reinstall|Remove|Rename|Rephrase|Replace|Report|Retype|Reveal|Revoke|Run|Save|Say|Scale|Separate|Set|Share|Shorten|Show|Simplify|Slow|Split|Start|State|Stop|Subset|Switch|Try|Unset|Update|Use|Wait|Widen|Write)\b|^[`…-]/

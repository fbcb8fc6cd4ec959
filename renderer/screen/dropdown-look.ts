/** How a dropdown of the toolbar is shown: its name with its value, the value alone, or an icon. */
export type DropdownLook = 'named' | 'value' | 'icon';
